/** Policies plan with the memory, the failures and the slowed hosts that are really there. */
import { expect, test } from 'vitest';
import { buildSimulation } from '../../../src/simulation/build.ts';
import { openKernel } from '../../../src/simulation/kernel/index.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import type { Scenario } from '../../../src/simulation/scenario.ts';
import { bursty, constant, ffd, PLAIN_NETWORK, scenario, star } from '../../support/scenarios.ts';

const RAM = '<prop id="ram" value="16GB"/>';
const outcomes = async (s: Scenario, seed = 0) => [...(await runScenario(s, seed)).migrations].map((m) => m.outcome);

test('FFD asks for no move that the memory of its destination would refuse', async () => {
  // idle VMs: by cores alone all of them would go to the first host
  const crowd = { vms: [{ count: 24, vcpus: 1, memoryBytes: 4e9 }], placement: 'round-robin', durationS: 14_400 };
  const workload = bursty('webserver');
  const limited = await runScenario(
    scenario({ ...crowd, xml: star(8, { mbps: 10_000, prop: RAM }), workload, policy: ffd() }),
    0,
  );
  expect([...limited.migrations].filter((m) => m.outcome === 'refused')).toEqual([]);
  expect(limited.metrics.migrations).toBeGreaterThan(10);
  // four VMs fill the memory of a host: six hosts of eight have to stay awake
  expect(limited.metrics.sleptTimeRatio).toBeGreaterThan(0.1);
  expect(limited.metrics.sleptTimeRatio).toBeLessThanOrEqual(0.25);
});

test('a VM whose place is still taken goes when it is free', async () => {
  // by load, vm-2 and vm-3 belong on pm-0, where vm-0 and vm-1 still take all memory
  const s = scenario({
    xml: star(2, { mbps: 1000, prop: '<prop id="ram" value="8GB"/>' }),
    simgrid: PLAIN_NETWORK,
    vms: [{ count: 4, vcpus: 1, memoryBytes: 4e9 }],
    placement: ['pm-0', 'pm-1', 'pm-1', 'pm-0'],
    workload: constant(0.5),
    policy: ffd(),
    durationS: 300,
  });
  using kernel = await openKernel(s.platform, s.simgrid);
  const simulation = buildSimulation(kernel, s, 0);
  simulation.run();
  // the two would have to change places, and there is no room to begin with: nothing moves, and nothing is refused
  expect(simulation.migrations.table.length).toBe(0);
});

test('what leaves makes room for what comes', async () => {
  // vm-0 and vm-1 go first to pm-0; vm-2 takes their place on pm-1 as soon as it is free
  const s = scenario({
    xml: star(3, { mbps: 1000, prop: '<prop id="ram" value="8GB"/>' }),
    simgrid: PLAIN_NETWORK,
    vms: [{ count: 4, vcpus: 1, memoryBytes: 4e9 }],
    placement: ['pm-1', 'pm-1', 'pm-2', 'pm-2'],
    workload: constant(0.5),
    policy: ffd(1e5, 10),
    durationS: 600,
  });
  const { migrations } = await runScenario(s, 0);
  const moves = [...migrations].map(({ vm, to, startS, endS, outcome }) => ({ vm, to, startS, endS, outcome }));
  expect(moves.map(({ vm, to, outcome }) => [vm, to, outcome])).toEqual([
    ['vm-0', 'pm-0', 'converged'],
    ['vm-1', 'pm-0', 'converged'],
    ['vm-2', 'pm-1', 'converged'],
    ['vm-3', 'pm-1', 'converged'],
  ]);
  expect(moves[0]?.startS).toBe(10);
  // each of the two waits for one that leaves
  expect(moves[2]?.startS).toBe(moves[0]?.endS);
  expect(moves[3]?.startS).toBe(moves[1]?.endS);
});

test('FFD leaves failed hosts out, and fills slowed ones only as far as they go', async () => {
  const profiles = { 'down.txt': '5 0\n', 'half.txt': '5 0.5\n' };
  const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
${['a', 'b', 'c'].map((id) => `<host id="${id}" speed="10Gf" core="4" ${id === 'a' ? 'state_file="down.txt"' : id === 'b' ? 'availability_file="half.txt"' : ''}><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/></host>`).join('\n')}
<link id="l" bandwidth="1GBps" latency="0s"/>
<route src="a" dst="b"><link_ctn id="l"/></route><route src="a" dst="c"><link_ctn id="l"/></route><route src="b" dst="c"><link_ctn id="l"/></route>
</zone></platform>`;
  const s = scenario({
    xml,
    profiles,
    vms: [{ count: 4, vcpus: 1, memoryBytes: 1e9 }],
    placement: ['c', 'c', 'c', 'c'],
    workload: constant(1),
    policy: ffd(1000, 10),
    durationS: 500,
  });
  const { migrations } = await runScenario(s, 0);
  // b has two of its four cores left; a is down
  expect([...migrations].map(({ vm, to, outcome }) => [vm, to, outcome])).toEqual([
    ['vm-0', 'b', 'converged'],
    ['vm-1', 'b', 'converged'],
  ]);
  expect(await outcomes(s)).not.toContain('refused');
});
