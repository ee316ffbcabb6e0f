/** Limits on migrations at once, against arithmetic: 4 GB at 1 Gbps take 32 s, and 2.5 s of setup. */
import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import type { MigrationLimits } from '../../src/simulation/scenario.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, scenario, star } from '../support/scenarios.ts';

const ONE_S = 34.5;
const limits = (own: Partial<MigrationLimits>): MigrationLimits => ({
  perHost: Number.POSITIVE_INFINITY,
  total: Number.POSITIVE_INFINITY,
  order: 'fifo',
  ...own,
});

/** Six hosts, VMs on the first three, constant loads. */
const run = async (migrations: MigrationLimits, script: ReturnType<typeof moves>, memory = [4e9, 4e9, 4e9]) => {
  const s = scenario({
    xml: star(6, { mbps: 1000 }),
    simgrid: PLAIN_NETWORK,
    vms: memory.map((memoryBytes) => ({ count: 1, vcpus: 1, memoryBytes })),
    placement: ['pm-0', 'pm-1', 'pm-2'],
    workload: constant(0.5),
    policy: script,
    migrations,
    durationS: 600,
  });
  return [...(await runScenario(s, 0)).migrations];
};
const three = moves([10, 'vm-0', 'pm-3'], [10, 'vm-1', 'pm-4'], [10, 'vm-2', 'pm-5']);

describe('migrations at once', () => {
  it('in total', async () => {
    const found = await run(limits({ total: 1 }), three);
    expect(found.map(({ vm }) => vm)).toEqual(['vm-0', 'vm-1', 'vm-2']);
    for (const [i, m] of found.entries()) {
      expect(m.startS).toBe(10);
      expect(m.waitedS).toBeCloseTo(i * ONE_S, 6);
      expect(m.endS).toBeCloseTo(10 + (i + 1) * ONE_S, 6);
    }
  });

  it('per host, at both ends', async () => {
    const into = moves([10, 'vm-0', 'pm-3'], [10, 'vm-1', 'pm-3'], [10, 'vm-2', 'pm-5']);
    const found = await run(limits({ perHost: 1 }), into);
    expect(found.map(({ vm, waitedS }) => [vm, Math.round(waitedS * 10) / 10])).toEqual([
      ['vm-0', 0],
      ['vm-2', 0],
      ['vm-1', ONE_S],
    ]);
  });

  it('the smallest first', async () => {
    const found = await run(limits({ total: 1, order: 'smallest' }), three, [4e9, 4e9, 1e9]);
    expect(found.map(({ vm }) => vm)).toEqual(['vm-0', 'vm-2', 'vm-1']);
  });

  it('one that waits gives way to a later order, and is taken back by one to where it is', async () => {
    const script = moves(
      [10, 'vm-0', 'pm-3'],
      [10, 'vm-1', 'pm-4'],
      [10, 'vm-2', 'pm-5'],
      [20, 'vm-1', 'pm-5'],
      [20, 'vm-2', 'pm-2'],
    );
    const found = await run(limits({ total: 1 }), script);
    expect(found.map(({ vm, to, startS }) => [vm, to, startS])).toEqual([
      ['vm-0', 'pm-3', 10],
      ['vm-1', 'pm-5', 20],
    ]);
  });

  it('those that the end of the run finds waiting are told', async () => {
    const s = scenario({
      xml: star(4, { mbps: 1000 }),
      vms: [{ count: 2, vcpus: 1, memoryBytes: 4e9 }],
      placement: ['pm-0', 'pm-1'],
      policy: moves([10, 'vm-0', 'pm-2'], [10, 'vm-1', 'pm-3']),
      migrations: limits({ total: 1 }),
      durationS: 40,
    });
    const found = [...(await runScenario(s, 0)).migrations];
    expect(found.map(({ outcome, waitedS }) => [outcome, waitedS])).toEqual([
      ['unfinished', 0],
      ['unfinished', 30],
    ]);
  });

  it('never more than allowed, whatever the policy asks for', async () => {
    const s = scenario({
      xml: star(8, { mbps: 1000 }),
      vms: [{ count: 32, vcpus: 1, memoryBytes: 4e9 }],
      durationS: 7200,
      workload: bursty('webserver'),
      policy: ffd(),
      migrations: limits({ perHost: 2, total: 5 }),
    });
    const { migrations, metrics } = await runScenario(s, 0);
    const events = [...migrations].flatMap((m) => {
      const beginS = m.startS + m.waitedS;
      return m.endS > beginS
        ? [
            { timeS: beginS, by: 1, m },
            { timeS: m.endS, by: -1, m },
          ]
        : [];
    });
    const underWay = new Map<string, number>();
    for (const { by, m } of events.sort((a, b) => a.timeS - b.timeS || a.by - b.by)) {
      for (const name of ['all', m.from, m.to]) {
        const count = (underWay.get(name) ?? 0) + by;
        underWay.set(name, count);
        expect(count).toBeLessThanOrEqual(name === 'all' ? 5 : 2);
      }
    }
    expect(metrics.migrations).toBeGreaterThan(50);
  });
});
