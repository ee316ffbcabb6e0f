/** Every migration counts once: as one that arrived, or as what else became of it. */
import { expect, test } from 'vitest';
import { runScenario } from '../../../src/simulation/run.ts';
import { constant, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../../support/scenarios.ts';

const run = (overrides: Partial<Parameters<typeof scenario>[0]>) =>
  runScenario(scenario({ xml: star(3), durationS: 3600, simgrid: PLAIN_NETWORK, ...overrides }), 0);

test('moves to hosts without the memory are refused', async () => {
  const xml = star(3, { prop: '<prop id="ram" value="3GB"/>' });
  const vms = [{ count: 3, vcpus: 1, memoryBytes: 2e9 }];
  const { metrics, migrations } = await run({
    xml,
    vms,
    placement: 'round-robin',
    policy: moves([100, 'vm-0', 'pm-1'], [200, 'vm-0', 'pm-2']),
  });
  expect(metrics).toMatchObject({ migrations: 0, refusedMigrations: 2, failedMigrations: 0, unfinishedMigrations: 0 });
  expect(migrations.length).toBe(2);
});

test('what is written faster than it is sent does not converge, and still arrives', async () => {
  // 200 MB/s onto 125 MB/s
  const { metrics } = await run({
    workload: constant(1, 200e6, 1e9),
    mechanism: preCopy({ maxRounds: 3 }),
    policy: moves([100, 'vm-0', 'pm-1']),
  });
  expect(metrics).toMatchObject({ migrations: 1, notConvergedMigrations: 1, refusedMigrations: 0 });
});

test('what the end of the run cuts off is unfinished', async () => {
  // 4 GB take 32 s
  const { metrics } = await run({ policy: moves([3590, 'vm-0', 'pm-1']) });
  expect(metrics).toMatchObject({ migrations: 0, unfinishedMigrations: 1, failedMigrations: 0 });
});

test('what goes to a host that goes down fails', async () => {
  const down = { 'down.txt': '0 1\n110 0\n' };
  const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
<host id="pm-0" speed="10Gf" core="4"><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/></host>
<host id="pm-1" speed="10Gf" core="4" state_file="down.txt"><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/></host>
<link id="l" bandwidth="1Gbps" latency="0us"/><route src="pm-0" dst="pm-1"><link_ctn id="l"/></route>
</zone></platform>`;
  const { metrics } = await run({ xml, profiles: down, policy: moves([100, 'vm-0', 'pm-1']) });
  expect(metrics).toMatchObject({ migrations: 0, failedMigrations: 1, unfinishedMigrations: 0 });
});
