/** A VM that asks for the same flop/s everywhere, against native SimGrid, which is told the load of each host. */
import { beforeAll, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import { constant } from '../support/scenarios.ts';
import { buildReplay, type Case, runNative } from './replay.ts';
import { toScenario } from './scenario.ts';

const END_S = 1000;
const HOSTS = { 'pm-0': 10, 'pm-1': 4, 'pm-2': 16 };

const machines = Object.entries(HOSTS).map(
  ([name, gflops]) =>
    `<host id="${name}" speed="${gflops}Gf" core="2"><prop id="wattage_per_state" value="185:190:235"/><prop id="wattage_off" value="20"/></host>`,
);
const ways = [
  ['pm-0', 'pm-1'],
  ['pm-0', 'pm-2'],
  ['pm-1', 'pm-2'],
].map(([a, b]) => `<route src="${a}" dst="${b}"><link_ctn id="l"/></route>`);
const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1">
<zone id="z" routing="Full">${machines.join('')}<link id="l" bandwidth="1Gbps" latency="50us"/>${ways.join('')}</zone></platform>`;

beforeAll(buildReplay, 120_000);

// 0.8 of 5 Gf are 4 Gflop/s: 0.4, 1 and 0.25 of a core; 1.6 Gflop/s are 0.16, 0.4 and 0.1
it.each([
  { load: 0.8, shares: [0.4, 1, 0.25] },
  { load: 0.32, shares: [0.16, 0.4, 0.1] },
  { load: 1, shares: [0.5, 1, 0.3125] },
])('a load of $load at 5 Gf, on hosts of 10, 4 and 16 Gf', async ({ load, shares }) => {
  const [vm, name] = ['vm-0', (i: number) => `pm-${i}`];
  const moves = [
    { timeS: 100, vm, to: name(1) },
    { timeS: 400, vm, to: name(2) },
  ];
  const bare: Case = {
    xml,
    simgrid: {},
    endS: END_S,
    setupS: 0,
    bandwidth: Number.POSITIVE_INFINITY,
    sleep: false,
    vms: [{ name: vm, vcpus: 1, memoryBytes: 4e9, host: name(0), workingSetBytes: 128e6, dirtyRate: 0 }],
    loads: [],
    moves,
  };
  const ours = await runScenario(
    {
      ...toScenario(bare),
      vms: [{ count: 1, vcpus: 1, memoryBytes: 4e9, speed: 5e9 }],
      workload: constant(load, 0, 128e6),
    },
    0,
  );
  const ends = [...ours.migrations].map(({ endS }) => endS);
  expect(ends).toHaveLength(2);
  const loads = [0, ...ends].map((timeS, i) => ({ timeS, vm, load: shares[i] as number }));
  const native = runNative({ ...bare, loads });
  expect(native.migrations.map(({ endS }) => endS)).toEqual(ends.map((endS) => expect.closeTo(endS, 6)));
  for (const { host, totalJ } of ours.account.hosts)
    expect(totalJ / (native.energyJ.get(host) as number)).toBeCloseTo(1, 9);
});
