/** As change-loads, with SimGrid alone: what the simulation asks of it at each change, and nothing else. */

import { randomStream } from '../../src/base/random.ts';
import { openKernel } from '../../src/simulation/kernel/index.ts';
import type { ChangeCost } from '../load-change.ts';
import { loadStar } from '../scenarios.ts';
import { STEPS, Windows } from './windows.ts';

const star = await loadStar(Number(process.argv[2]), STEPS);
using kernel = await openKernel(star.platform, star.simgrid);
const { simgrid, hosts } = kernel;
const random = randomStream(0, 'demands');
const vms = hosts.flatMap(({ index, speed }) =>
  Array.from({ length: 4 }, () => ({ host: index, speed, action: simgrid.startCpu(index, 1) })),
);
for (const { action, speed } of vms) simgrid.setDemand(action, speed * random.unit());
simgrid.advance(1);

// drawn beforehand, so that only SimGrid is measured
const changes = Array.from({ length: STEPS }, () => ({ vm: random.below(vms.length), load: random.unit() }));
const windows = new Windows();
const intervalS = star.durationS / STEPS;
for (const [index, { vm, load }] of changes.entries()) {
  const { host, speed, action } = vms[vm] as (typeof vms)[number];
  simgrid.advance(1 + index * intervalS);
  simgrid.hostPowerW(host);
  simgrid.setDemand(action, speed * load);
  windows.step();
}
const cost: ChangeCost = {
  microseconds: windows.microseconds(),
  memoryBytes: simgrid.memoryBytes,
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(cost));
