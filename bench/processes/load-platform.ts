/** Loads a platform of platforms/, and prints what it took. */

import { inspectPlatform } from '../../src/platform/inspect.ts';
import { openKernel } from '../../src/simulation/kernel/index.ts';
import type { LoadCost } from '../platform-load.ts';
import { benchFile } from '../scenarios.ts';

const start = performance.now();
const { files, problems } = inspectPlatform(benchFile(`../platforms/${process.argv[2]}`));
if (!files) throw new Error(problems.map(({ what }) => what).join('\n'));
using kernel = await openKernel(files);
const cost: LoadCost = {
  seconds: (performance.now() - start) / 1000,
  hosts: kernel.hosts.length,
  memoryBytes: kernel.simgrid.memoryBytes,
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(cost));
