/** What policies order can be done, on random data centres with memory, failures and slowed hosts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSimulation } from '../../../src/simulation/build.ts';
import { openKernel } from '../../../src/simulation/kernel/index.ts';
import type { MigrationLimits, Scenario } from '../../../src/simulation/scenario.ts';
import { bursty, constant, ffd, preCopy, scenario } from '../../support/scenarios.ts';

const DURATION_S = 7200;

interface HostSpec {
  readonly ramGB: number;
  /** Goes down, for so long. */
  readonly down: { readonly atS: number; readonly forS: number } | null;
  /** Runs at this fraction of its speed from then on. */
  readonly slowed: { readonly atS: number; readonly to: number } | null;
}

const time = fc.integer({ min: 1, max: DURATION_S });
const host: fc.Arbitrary<HostSpec> = fc.record({
  ramGB: fc.constantFrom(16, 20, 32),
  down: fc.option(fc.record({ atS: time, forS: fc.integer({ min: 10, max: 3000 }) }), { freq: 2 }),
  slowed: fc.option(fc.record({ atS: time, to: fc.constantFrom(0.25, 0.5, 0.75) }), { freq: 2 }),
});

/** Hosts of 4 cores on one switch, each with its own profiles. */
function platform(hosts: readonly HostSpec[], roleOf: (host: number) => string) {
  const profiles: Record<string, string> = {};
  const elements = hosts.map(({ ramGB, down, slowed }, i) => {
    const [state, speed] = [`state-${i}`, `speed-${i}`];
    if (down) profiles[state] = `${down.atS} 0\n${down.atS + down.forS} 1\n`;
    if (slowed) profiles[speed] = `${slowed.atS} ${slowed.to}\n`;
    const files = `${down ? ` state_file="${state}"` : ''}${slowed ? ` speed_file="${speed}"` : ''}`;
    const props = { wattage_per_state: '185:185:235', wattage_off: '20', ram: `${ramGB}GB`, role: roleOf(i) };
    const properties = Object.entries(props).filter(([, value]) => value !== '');
    return `<host id="pm-${i}" speed="10Gf" core="4"${files}>${properties.map(([id, value]) => `<prop id="${id}" value="${value}"/>`).join('')}</host>`;
  });
  const links = hosts.map(
    (_, i) => `<link id="nic-${i}" bandwidth="1Gbps" latency="50us" sharing_policy="SPLITDUPLEX"/>`,
  );
  const routes = hosts.flatMap((_, a) =>
    hosts.slice(a + 1).map((_, i) => {
      const b = a + 1 + i;
      return `<route src="pm-${a}" dst="pm-${b}"><link_ctn id="nic-${a}" direction="UP"/><link_ctn id="nic-${b}" direction="DOWN"/></route>`;
    }),
  );
  const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">${[...elements, ...links, ...routes].join('\n')}</zone></platform>`;
  return { xml, profiles };
}

const vms = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    vcpus: fc.constantFrom(1, 2),
    memoryBytes: fc.constantFrom(1e9, 2e9, 4e9),
  }),
  { minLength: 1, maxLength: 3 },
);
const limits: fc.Arbitrary<MigrationLimits | null> = fc.option(
  fc.record({
    perHost: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
    total: fc.constantFrom(1, 3, Number.POSITIVE_INFINITY),
    order: fc.constantFrom('fifo', 'smallest', 'largest-saving'),
  }),
);

const consolidate = (parameters: object) => ({
  kind: 'consolidate',
  parameters: { period: 300, offset: 300, sleepAfter: 0, ...parameters },
});
const ANY_HOST = [
  ffd(),
  { kind: 'ffd', parameters: { period: 300, offset: 150, sleepAfter: 60, veto: 'energy' } },
  consolidate({}),
  consolidate({ where: 'first-fit', veto: 'energy' }),
  consolidate({ when: { kind: 'threshold', parameters: { utilisation: 1 } }, sleepAfter: 100 }),
];
const BY_ROLE = ['most-dense', 'least-dense', 'random'].map((choice) => ({
  kind: 'warehouse-highpower',
  parameters: { choice, heavy: 0.5, retry: 60, sleepAfter: 0 },
}));

/** A data centre that its VMs fit into: at most 4 GB per vCPU, and at least 16 GB per 4 cores. */
const dataCentre = (
  policies: readonly Scenario['policy'][],
  roleOf: (host: number) => string,
): fc.Arbitrary<Scenario> =>
  fc
    .record({
      hosts: fc.array(host, { minLength: 7, maxLength: 8 }),
      vms,
      limits,
      workload: fc.constantFrom(bursty('webserver'), bursty('tpc-c'), constant(1), constant(0.3)),
      policy: fc.constantFrom(...policies),
    })
    .map(({ hosts, vms, limits, workload, policy }) =>
      scenario({
        ...platform(hosts, roleOf),
        durationS: DURATION_S,
        vms,
        workload,
        policy,
        mechanism: preCopy(),
        ...(limits && { migrations: limits }),
      }),
    );

/** Runs it, and looks at every order before it is carried out. */
async function run(s: Scenario, seed: number): Promise<number> {
  using kernel = await openKernel(s.platform, s.simgrid);
  const simulation = buildSimulation(kernel, s, seed);
  const { migrations, hosts } = simulation;
  const start = migrations.start.bind(migrations);
  migrations.start = (vm, to) => {
    expect(to.state).not.toBe('failed');
    expect(vm.host.state).not.toBe('failed');
    start(vm, to);
    for (const { takenMemoryBytes, ramBytes } of hosts) expect(takenMemoryBytes).toBeLessThanOrEqual(ramBytes);
  };
  simulation.run();
  const { table } = migrations;
  expect([...table].filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  return table.length;
}

const RUNS = { numRuns: 60, seed: 20_26 };

describe('every order can be done: no move is refused, none goes to or from a failed host, memory is never over', () => {
  it.each([
    ['packing and consolidating', dataCentre(ANY_HOST, () => '')],
    ['warehouse and high-power servers', dataCentre(BY_ROLE, (i) => (i === 0 ? 'warehouse' : 'highpower'))],
  ])('%s', { timeout: 120_000 }, async (_, centres) => {
    let moves = 0;
    await fc.assert(
      fc.asyncProperty(centres, fc.nat({ max: 1000 }), async (s, seed) => {
        moves += await run(s, seed);
      }),
      RUNS,
    );
    expect(moves).toBeGreaterThan(200);
  });
});
