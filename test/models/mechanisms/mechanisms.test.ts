import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtIn } from '../../../src/models/registry.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import type { Scenario } from '../../../src/simulation/scenario.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, scenario, star } from '../../support/scenarios.ts';

const SAN = readFileSync(fileURLToPath(new URL('../../../platforms/rack4-1g-san.xml', import.meta.url)), 'utf8');
const S = 125e6; // 1 Gbps in bytes/s

/** A mechanism with its defaults, as an experiment file would get it. */
function mechanism(kind: string, values: Readonly<Record<string, unknown>> = {}) {
  const table = builtIn.mechanisms.get(kind)?.parameters ?? {};
  const parameters = Object.fromEntries(Object.entries(table).map(([key, p]) => [key, p.schema.parse(values[key])]));
  return { kind, parameters };
}

const teleport = (values: Readonly<Record<string, unknown>>) =>
  mechanism('page-cache-teleportation', { setupTime: 0, ...values });

const migrationOf = async (s: Scenario) => (await runScenario(s, 0)).migrations.row(0);

const one = { xml: SAN, simgrid: PLAIN_NETWORK, policy: moves([0, 'vm-0', 'pm-1']) };

describe('page cache teleportation on an idle platform', () => {
  it.each([0.2, 0.34, 0.5, 0.8])('at ratio %f takes as long as the longer of its two parts', async (ratio) => {
    const m = await migrationOf(scenario({ ...one, mechanism: teleport({ ratio }) }));
    expect(m.endS).toBeCloseTo((4e9 * Math.max(ratio, 1 - ratio)) / S, 2);
    expect(m).toMatchObject({ stage1Bytes: 4e9, storageBytes: 4e9 * ratio });
  });

  it.each([0.5, 0.7, 0.9, 1])('adaptive, with %f of page cache, takes (M_p + M_n) / (S_p + S_n)', async (pageCache) => {
    const m = await migrationOf(scenario({ ...one, mechanism: teleport({ ratio: 'adaptive', pageCache }) }));
    const ideal = 4e9 / (S + S);
    expect(Math.abs(m.endS - ideal) / ideal).toBeLessThan(0.01);
    expect(m.stage1Bytes).toBe(4e9);
  });

  it('adaptive, with unequal throughputs, still takes (M_p + M_n) / (S_p + S_n)', async () => {
    const m = await migrationOf(
      scenario({ ...one, mechanism: teleport({ ratio: 'adaptive', pageCache: 0.9, diskRate: '400 Mbps' }) }),
    );
    const ideal = 4e9 / (S + 50e6);
    expect(Math.abs(m.endS - ideal) / ideal).toBeLessThan(0.01);
  });

  it('adaptive, with little page cache, waits for the other memory', async () => {
    const m = await migrationOf(scenario({ ...one, mechanism: teleport({ ratio: 'adaptive', pageCache: 0.2 }) }));
    expect(m.endS).toBeCloseTo((4e9 * 0.8) / S, 1); // R* is clamped to 1
    expect(m.storageBytes).toBeCloseTo(4e9 * 0.2, -2);
  });

  it('cannot read faster than the disk does, cluster by cluster', async () => {
    const m = await migrationOf(
      scenario({ ...one, mechanism: teleport({ ratio: 1, clusterSize: 57.1, seekTime: '8 ms', diskRate: '1 Gbps' }) }),
    );
    const cluster = 57.1 * 4096;
    expect(m.endS).toBeCloseTo(4e9 / (cluster / (0.008 + cluster / S)), 1);
  });

  it('spends time on finding the pages', async () => {
    const without = await migrationOf(scenario({ ...one, mechanism: teleport({}) }));
    const with3s = await migrationOf(scenario({ ...one, mechanism: teleport({ pfnTime: '3 s' }) }));
    expect(with3s.endS - without.endS).toBeCloseTo(3, 6);
  });
});

describe('page cache teleportation under contention', () => {
  const four = (m: ReturnType<typeof mechanism>) =>
    scenario({
      xml: SAN,
      simgrid: PLAIN_NETWORK,
      vms: [{ count: 4, vcpus: 1, memoryBytes: 4e9 }],
      placement: ['pm-0', 'pm-0', 'pm-1', 'pm-2'],
      policy: moves([0, 'vm-0', 'pm-3'], [5, 'vm-1', 'pm-3'], [9, 'vm-2', 'pm-3'], [12, 'vm-3', 'pm-0']),
      mechanism: m,
    });
  const lastEnd = async (m: ReturnType<typeof mechanism>) =>
    Math.max(...(await runScenario(four(m), 0)).migrations.column('endS'));

  it('adaptive is never slower than the best fixed ratio by more than 2 %', async () => {
    const fixed = [];
    for (let ratio = 0; ratio <= 1; ratio += 0.05) fixed.push(await lastEnd(teleport({ ratio: Math.min(ratio, 1) })));
    const adaptive = await lastEnd(teleport({ ratio: 'adaptive', pageCache: 1 }));
    expect(adaptive).toBeLessThanOrEqual(1.02 * Math.min(...fixed));
  });

  it('the storage network is really shared: restores at once take longer', async () => {
    const alone = await migrationOf(scenario({ ...one, mechanism: teleport({ ratio: 1 }) }));
    expect(await lastEnd(teleport({ ratio: 1 }))).toBeGreaterThan(3.9 * alone.endS); // four of them through one link
  });
});

describe('the other mechanisms', () => {
  const idle = { xml: star(2), simgrid: PLAIN_NETWORK, policy: moves([0, 'vm-0', 'pm-1']), durationS: 600 };

  it('stop and copy: the VM is down for all of the transfer', async () => {
    const m = await migrationOf(
      scenario({ ...idle, workload: constant(1, 10e6, 1e9), mechanism: mechanism('stop-and-copy') }),
    );
    expect(m).toMatchObject({ stage1Bytes: 0, stage2Bytes: 0, stage3Bytes: 4e9, rounds: 0 });
    expect(m.downtimeS).toBeCloseTo(4e9 / S, 6);
    expect(m.endS).toBeCloseTo(2.5 + 4e9 / S, 6);
  });

  it('post-copy: a short downtime, every page once, and a slower VM until all of them are there', async () => {
    const s = scenario({
      ...idle,
      workload: constant(1, 10e6, 1e9),
      mechanism: mechanism('post-copy', { setupTime: 0 }),
    });
    const { migrations, account } = await runScenario(s, 0);
    const [down, paging] = [1e6 / S, 4e9 / S];
    expect(migrations.row(0)).toMatchObject({ stage1Bytes: 4e9, stage2Bytes: 0, stage3Bytes: 1e6 });
    expect(migrations.row(0).downtimeS).toBeCloseTo(down, 9);
    expect(migrations.row(0).endS).toBeCloseTo(down + paging, 6);
    // 12.5 W for a busy core: none while down, 70 % of it while paging
    expect(account.vms[0]?.dynamicJ).toBeCloseTo(12.5 * (600 - down - 0.3 * paging), 4);
    expect(account.hosts[0]?.asleepS).toBeCloseTo(600 - down - paging, 6);
  });

  it('delta compression: what is sent again is smaller', async () => {
    const work = { ...idle, workload: constant(1, 50e6, 4e9) };
    const plain = await migrationOf(scenario({ ...work, mechanism: mechanism('pre-copy', { setupTime: 0 }) }));
    const delta = await migrationOf(
      scenario({ ...work, mechanism: mechanism('delta-compression', { setupTime: 0, ratio: 0.5 }) }),
    );
    expect(delta.stage1Bytes).toBe(plain.stage1Bytes);
    // 4 GB take 32 s, in which 1.6 GB are written; half of it has to be sent
    let d = 4e9;
    let sent = 0;
    while (d > 0.03 * S) {
      d *= (50e6 * 0.5) / S;
      sent += d;
    }
    expect(delta.stage2Bytes + delta.stage3Bytes).toBeCloseTo(sent, -3);
    expect(delta.rounds).toBeLessThan(plain.rounds);
  });

  it('memory reuse and teleportation together: what cannot be reused goes over both networks', async () => {
    const s = scenario({
      xml: SAN,
      simgrid: PLAIN_NETWORK,
      workload: constant(1, 1e6, 1e9),
      policy: moves([0, 'vm-0', 'pm-1'], [500, 'vm-0', 'pm-0']),
      mechanism: mechanism('miyakodori-teleportation', { ratio: 0.5 }),
    });
    const [, back] = (await runScenario(s, 0)).migrations;
    expect(back?.imagesHit).toBe(1);
    expect(back?.storageBytes).toBeCloseTo((back?.stage1Bytes ?? 0) / 2, -1);
    expect((back?.stage1Bytes ?? 0) + (back?.reusedBytes ?? 0)).toBe(4e9);
  });
});

describe('every mechanism', () => {
  const day = {
    xml: SAN,
    vms: [{ count: 12, vcpus: 1, memoryBytes: 4e9 }],
    durationS: 20_000,
    workload: bursty('webserver'),
    policy: ffd(),
  };

  it.each([...builtIn.mechanisms.keys()])('%s saves no more than the ideal, and sees the same loads', async (kind) => {
    for (const seed of [0, 1, 2]) {
      const ideal = await runScenario(scenario({ ...day, mechanism: mechanism('ideal') }), seed);
      const { metrics } = await runScenario(scenario({ ...day, mechanism: mechanism(kind) }), seed);
      expect(metrics.savedEnergyRatio).toBeLessThanOrEqual(ideal.metrics.savedEnergyRatio);
      expect(metrics.baselineEnergyJ).toBe(ideal.metrics.baselineEnergyJ);
    }
  });

  const adaptive = ['page-cache-teleportation', 'miyakodori-teleportation'].map((kind) =>
    mechanism(kind, { ratio: 'adaptive' }),
  );
  it.each([...[...builtIn.mechanisms.keys()].map((kind) => mechanism(kind)), ...adaptive])(
    '$kind ends every migration that it has time for',
    async (chosen) => {
      const { migrations } = await runScenario(scenario({ ...day, durationS: 86_400, mechanism: chosen }), 1);
      const stuck = [...migrations].filter(({ outcome, startS }) => outcome === 'unfinished' && startS < 86_400 - 3600);
      expect(stuck).toEqual([]);
    },
  );

  it.each([...builtIn.mechanisms.keys()])('%s leaves no VM behind when a link on its way goes down', async (kind) => {
    const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1"><zone id="z" routing="Full">
    ${['pm-0', 'pm-1'].map((id) => `<host id="${id}" speed="10Gf" core="4"><prop id="wattage_per_state" value="185:185:235"/></host>`).join('')}
    <link id="l" bandwidth="125MBps" latency="0" state_file="down.txt"/><route src="pm-0" dst="pm-1"><link_ctn id="l"/></route></zone></platform>`;
    const s = scenario({
      xml,
      profiles: { 'down.txt': '10 0\n300 1\n' },
      durationS: 1000,
      policy: moves([0, 'vm-0', 'pm-1'], [400, 'vm-0', 'pm-1'], [700, 'vm-0', 'pm-0']),
      mechanism: mechanism(kind),
    });
    const { migrations, account } = await runScenario(s, 0);
    expect(migrations.column('outcome').at(-1)).toBe('converged');
    const vm = account.vms[0];
    expect((vm?.dynamicJ ?? 0) > 0 && (vm?.idleShareJ ?? 0) > 0).toBe(true);
  });
});
