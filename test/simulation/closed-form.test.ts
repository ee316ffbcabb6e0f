/** Runs whose outcome can be worked out by hand. */
import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import { constant, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../support/scenarios.ts';

const B = 125e6; // 1 Gbps in bytes/s

describe('energy', () => {
  it('of two hosts and one VM that never moves', async () => {
    const { account } = await runScenario(scenario({ xml: star(2), durationS: 3600, workload: constant(0.5) }), 0);
    expect(account.hosts[0]?.totalJ).toBeCloseTo(3600 * (185 + 50 * (0.5 / 4)), 6);
    expect(account.hosts[1]?.totalJ).toBeCloseTo(3600 * 185, 6);
    expect(account.vms[0]).toMatchObject({ dynamicJ: 3600 * 6.25, idleShareJ: 3600 * 185, migrationJ: 0 });
  });

  it('of an overcommitted host stops at its maximum, and its VMs share it fairly', async () => {
    const s = scenario({
      xml: star(2),
      vms: [{ count: 6, vcpus: 1, memoryBytes: 1e9 }],
      placement: Array(6).fill('pm-0'),
      workload: constant(1),
    });
    const { account, metrics } = await runScenario(s, 0);
    expect(account.hosts[0]?.totalJ).toBeCloseTo(3600 * 235, 6);
    for (const vm of account.vms) expect(vm.dynamicJ).toBeCloseTo((3600 * 50) / 6, 6);
    expect(metrics.overloadTimeRatio).toBeCloseTo(0.5, 12); // one of the two hosts, all the time
  });

  it('of a VM whose host goes to sleep behind it', async () => {
    const s = scenario({ xml: star(2), durationS: 1000, simgrid: PLAIN_NETWORK, policy: moves([100, 'vm-0', 'pm-1']) });
    const { account, metrics } = await runScenario(s, 0);
    const moved = 2.5 + 4e9 / B; // setup, then 4 GB at 125 MB/s; nothing is dirtied
    const busy = 185 + 6.25;
    expect(account.hosts[0]?.totalJ).toBeCloseTo((100 + moved) * busy + (900 - moved) * 20, 4);
    expect(account.hosts[1]?.totalJ).toBeCloseTo(100 * 20 + moved * 185 + (900 - moved) * busy, 4);
    expect(metrics.sleptTimeRatio).toBeCloseTo((100 + 900 - moved) / 2000, 9);
    expect(metrics.migrationEnergyJ).toBeCloseTo(0.512 * 4000 + 20.512, 9);
    expect(metrics.savedEnergyRatio).toBeCloseTo(1 - metrics.energyJ / (1000 * (185 + busy)), 9);
  });
});

describe('pre-copy', () => {
  it('sends what was dirtied meanwhile, round by round, until the rest fits the downtime', async () => {
    const D = 50e6;
    const s = scenario({
      xml: star(2),
      simgrid: PLAIN_NETWORK,
      workload: constant(1, D, 4e9),
      policy: moves([0, 'vm-0', 'pm-1']),
      mechanism: preCopy({ setupTime: 0 }),
    });
    const [m] = (await runScenario(s, 0)).migrations;
    // d_0 = 4 GB, d_(i+1) = d_i * D/B = 0.4 * d_i, until d_i <= 0.03 s * B = 3.75 MB
    const rounds = [4e9];
    while ((rounds.at(-1) as number) > 0.03 * B) rounds.push((rounds.at(-1) as number) * (D / B));
    const sent = rounds.reduce((sum, bytes) => sum + bytes, 0);
    expect(m?.rounds).toBe(rounds.length - 2); // the first is stage 1, the last stage 3
    expect(m?.stage3Bytes).toBeCloseTo(rounds.at(-1) as number, -2);
    expect(m?.endS).toBeCloseTo(sent / B, 6);
    expect(m?.downtimeS).toBeCloseTo((rounds.at(-1) as number) / B, 7);
    expect(m?.outcome).toBe('converged');
  });

  it('gives up where dirtying outruns the network, after the rounds that it may take', async () => {
    const s = scenario({
      xml: star(2),
      simgrid: PLAIN_NETWORK,
      workload: constant(1, 200e6, 1e9),
      policy: moves([0, 'vm-0', 'pm-1']),
      mechanism: preCopy({ maxRounds: 5 }),
    });
    const [m] = (await runScenario(s, 0)).migrations;
    expect(m).toMatchObject({ outcome: 'not-converged', rounds: 5, stage2Bytes: 5e9, stage3Bytes: 1e9 });
    expect(m?.downtimeS).toBeCloseTo(8, 9); // 1 GB at 125 MB/s
  });

  it('dirties memory only as fast as the VM gets CPU', async () => {
    const vms = [{ count: 8, vcpus: 1, memoryBytes: 4e9 }];
    const crowd = {
      vms,
      placement: Array(8).fill('pm-0'),
      simgrid: PLAIN_NETWORK,
      policy: moves([0, 'vm-0', 'pm-1']),
      mechanism: preCopy({ setupTime: 0 }),
    };
    const [m] = (await runScenario(scenario({ xml: star(2), ...crowd, workload: constant(1, 10e6, 4e9) }), 0))
      .migrations;
    expect(m?.stage2Bytes).toBeGreaterThan(0.99 * 32 * 5e6); // 32 s at 10 MB/s, halved: 8 VMs share 4 cores
    expect(m?.stage2Bytes).toBeLessThan(1.05 * 32 * 5e6);
  });

  it('shares the network: two migrations out of one host take twice as long', async () => {
    const two = {
      vms: [{ count: 2, vcpus: 1, memoryBytes: 4e9 }],
      placement: ['pm-0', 'pm-0'],
      simgrid: PLAIN_NETWORK,
      mechanism: preCopy({ setupTime: 0 }),
    };
    const { migrations } = await runScenario(
      scenario({ xml: star(3), ...two, policy: moves([0, 'vm-0', 'pm-1'], [0, 'vm-1', 'pm-2']) }),
      0,
    );
    for (const m of migrations) expect(m.endS).toBeCloseTo(2 * (4e9 / B), 6);
  });

  it('keeps to a bandwidth cap', async () => {
    const s = scenario({
      xml: star(2),
      simgrid: PLAIN_NETWORK,
      policy: moves([0, 'vm-0', 'pm-1']),
      mechanism: preCopy({ setupTime: 0, bandwidth: 50e6 }),
    });
    expect((await runScenario(s, 0)).migrations.row(0).endS).toBeCloseTo(4e9 / 50e6, 6);
  });
});

describe('a run', () => {
  it('refuses a move for which the destination lacks the memory', async () => {
    const s = scenario({
      xml: star(2, { prop: '<prop id="ram" value="6GB"/>' }),
      vms: [{ count: 2, vcpus: 1, memoryBytes: 4e9 }],
      placement: ['pm-0', 'pm-1'],
      policy: moves([10, 'vm-0', 'pm-1']),
    });
    const { migrations, metrics } = await runScenario(s, 0);
    expect([...migrations]).toMatchObject([{ outcome: 'refused', startS: 10, endS: 10, energyJ: 0 }]);
    expect(metrics.migrations).toBe(0);
  });

  it('counts what an unfinished migration has sent', async () => {
    const s = scenario({
      xml: star(2),
      durationS: 20,
      simgrid: PLAIN_NETWORK,
      policy: moves([0, 'vm-0', 'pm-1']),
      mechanism: preCopy({ setupTime: 0 }),
    });
    const { migrations, metrics } = await runScenario(s, 0);
    expect([...migrations]).toMatchObject([{ outcome: 'unfinished' }]);
    expect(metrics.migratedBytes).toBeCloseTo(20 * B, 0);
    expect(metrics.migrations).toBe(0);
  });
});

describe('profiles of the platform', () => {
  const host = (id: string, attributes = '') =>
    `<host id="${id}" speed="10Gf" core="4" ${attributes}><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/></host>`;
  const pair = (attributes: string, link = '') =>
    `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1"><zone id="z" routing="Full">
    ${host('pm-0', attributes)}${host('pm-1')}<link id="l" bandwidth="125MBps" latency="0" ${link}/><route src="pm-0" dst="pm-1"><link_ctn id="l"/></route></zone></platform>`;

  it('a host that goes down takes its VMs down, and brings them back', async () => {
    const s = scenario({
      xml: pair('state_file="down.txt"'),
      profiles: { 'down.txt': '100 0\n300 1\n' },
      durationS: 1000,
    });
    const { account } = await runScenario(s, 0);
    expect(account.hosts[0]).toMatchObject({ failedS: 200, awakeS: 800 });
    expect(account.hosts[0]?.totalJ).toBeCloseTo(800 * 191.25 + 200 * 20, 6);
    expect(account.vms[0]?.dynamicJ).toBeCloseTo(800 * 6.25, 6);
  });

  it('a migration from a host that goes down fails, and the VM stays', async () => {
    const s = scenario({
      xml: pair('state_file="down.txt"'),
      profiles: { 'down.txt': '100 0\n300 1\n' },
      durationS: 1000,
      policy: moves([90, 'vm-0', 'pm-1']),
    });
    const { migrations, account } = await runScenario(s, 0);
    expect([...migrations]).toMatchObject([{ outcome: 'failed', startS: 90, endS: 100 }]);
    expect(account.hosts[1]?.asleepS).toBeCloseTo(990, 9);
  });

  it('a host that goes down in its sleep is not woken before it is back', async () => {
    const s = scenario({
      xml: pair('').replace('<host id="pm-1"', '<host id="pm-1" state_file="down.txt"'),
      profiles: { 'down.txt': '100 0\n300 1\n' },
      durationS: 1000,
      policy: moves([150, 'vm-0', 'pm-1'], [400, 'vm-0', 'pm-1'], [600, 'vm-0', 'pm-0']),
    });
    const { migrations, account } = await runScenario(s, 0);
    expect([...migrations]).toMatchObject([
      { outcome: 'converged', startS: 400, to: 'pm-1' },
      { outcome: 'converged', startS: 600, to: 'pm-0' },
    ]);
    const [first, second] = migrations.column('endS');
    const awakeS = (second ?? 0) - 400;
    expect(account.hosts[1]).toMatchObject({ failedS: 200 });
    expect(account.hosts[1]?.awakeS).toBeCloseTo(awakeS, 6);
    expect(account.hosts[1]?.asleepS).toBeCloseTo(800 - awakeS, 6);
    expect(account.hosts[0]?.asleepS).toBeCloseTo(600 - (first ?? 0), 6);
  });

  it('a host that comes on in the middle of a transition is awake', async () => {
    // pm-1 falls asleep from 0 to 10, and is switched on at 5: what waits for it begins then, not at 10 + 40
    const slow = '<prop id="sleep_time" value="10 s"/><prop id="wake_time" value="40 s"/></host>';
    const s = scenario({
      xml: pair('').replace('<host id="pm-1"', '<host id="pm-1" state_file="on.txt"').replaceAll('</host>', slow),
      profiles: { 'on.txt': '5 1\n' },
      durationS: 1000,
      policy: moves([4, 'vm-0', 'pm-1']),
    });
    const { migrations, account } = await runScenario(s, 0);
    const [first] = migrations;
    expect(first).toMatchObject({ outcome: 'converged', startS: 4, waitedS: 1 });
    expect(account.hosts[1]).toMatchObject({ asleepS: 0, transitionS: 5, awakeS: 995 });
  });

  it('a slower host is overloaded sooner', async () => {
    const s = scenario({
      xml: pair('speed_file="slow.txt"'),
      profiles: { 'slow.txt': '500 0.25\n' },
      durationS: 1000,
      vms: [{ count: 4, vcpus: 1, memoryBytes: 1e9 }],
      workload: constant(0.5),
    });
    const { account } = await runScenario(s, 0);
    expect(account.hosts[0]?.overloadS).toBeCloseTo(500, 9); // 2 cores asked for, 1 core's worth left
    expect(account.hosts[0]?.totalJ).toBeCloseTo(500 * (185 + 50 * 0.5) + 500 * (185 + 50 * 0.25), 6);
  });

  it('a VM on slower cores gets no more than its vCPUs can do', async () => {
    const s = scenario({
      xml: pair('speed_file="slow.txt"'),
      profiles: { 'slow.txt': '500 0.25\n' },
      durationS: 1000,
      workload: constant(1),
    });
    const { account, metrics } = await runScenario(s, 0);
    expect(account.hosts[0]?.overloadS).toBe(0); // 1 core asked for, 1 core's worth left, but on four cores
    expect(account.hosts[0]?.totalJ).toBeCloseTo(500 * (185 + 12.5) + 500 * (185 + 12.5 * 0.25), 6);
    expect(account.vms[0]?.dynamicJ).toBeCloseTo(500 * 12.5 + 500 * 12.5 * 0.25, 6);
    expect(metrics.unservedRatio).toBeCloseTo(0.75 / 2, 9);
    expect(metrics.baselineEnergyJ).toBeCloseTo(metrics.energyJ, 6);
  });

  it('a link that goes down fails the migration, and the VM stays', async () => {
    const s = scenario({
      xml: pair('', 'state_file="down.txt"'),
      profiles: { 'down.txt': '100 0\n300 1\n' },
      durationS: 1000,
      policy: moves([90, 'vm-0', 'pm-1'], [400, 'vm-0', 'pm-1']),
    });
    const { migrations } = await runScenario(s, 0);
    expect([...migrations]).toMatchObject([
      { outcome: 'failed', endS: 100 },
      { outcome: 'converged', startS: 400 },
    ]);
  });
});
