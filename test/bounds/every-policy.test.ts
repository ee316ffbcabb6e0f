/** No policy takes less energy than the bound of the work that it granted, on random data centres with all that a host
 * may have: limited memory, transitions, measured curves, jumps, roles, failures, other speeds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KindChoice, Parameter } from '../../src/base/kind.ts';
import { builtIn } from '../../src/models/registry.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { bursty, constant, ffd, moves, scenario, star } from '../support/scenarios.ts';

const DURATION_S = 7200;

/** A kind with what it takes by default. */
function byDefault(section: 'policies' | 'mechanisms', kind: string, some: object = {}): KindChoice {
  const table = builtIn[section].get(kind)?.parameters ?? {};
  const defaults = Object.entries<Parameter<unknown>>(table).map(
    ([name, { part, schema, default: fallback }]) => [name, part ? fallback : schema.parse(undefined)] as const,
  );
  return { kind, parameters: { ...Object.fromEntries(defaults), ...some } };
}

const prop = (id: string, value: string | number) => `<prop id="${id}" value="${value}"/>`;

const transition = (name: string) =>
  fc
    .tuple(fc.constantFrom(0, 0, 10, 90, 600), fc.option(fc.integer({ min: 0, max: 300 })))
    .map(([s, w]) => prop(`${name}_time`, `${s} s`) + (w === null ? '' : prop(`${name}_power`, `${w} W`)));

const someWatts = fc.oneof(
  fc.constant(prop('wattage_per_state', '185:185:235')),
  fc
    .tuple(fc.integer({ min: 50, max: 200 }), fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 200 }))
    .map(([idle, jump, range]) => prop('wattage_per_state', `${idle}:${idle + jump}:${idle + jump + range}`)),
  fc
    .array(fc.integer({ min: 50, max: 300 }), { minLength: 2, maxLength: 11 })
    .map((watts) => prop('wattage_curve', watts.join(' '))),
);

const someKind = fc
  .record({
    cores: fc.constantFrom(1, 2, 4, 8),
    ram: fc.constantFrom('', '', prop('ram', '8 GB'), prop('ram', '16 GB')),
    watts: someWatts,
    offW: fc.oneof(
      { weight: 4, arbitrary: fc.constant(20) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 }) },
    ),
    fallAsleep: transition('sleep'),
    wake: transition('wake'),
  })
  .map(({ cores, ram, watts, offW, fallAsleep, wake }) => ({
    cores,
    props: ram + watts + prop('wattage_off', offW) + fallAsleep + wake,
  }));

const PROFILES = {
  state: ['1000 0\n1700 1\n4000 0\n4100 1\nPERIODICITY 5000\n', '2000 1\n3000 1\n'],
  speed: ['500 0.5\n3000 1\n5000 0.25\n', '900 1.5\n4500 0.75\n'],
};
const PROFILE_TEXTS = [...PROFILES.state, ...PROFILES.speed];
const someProfile = fc.constantFrom('', '', '', '', ...PROFILE_TEXTS);
/** SimGrid wants a file of its own for each host. */
const profileOf = (text: string, host: number) =>
  text === '' ? '' : `${PROFILES.state.includes(text) ? 'state' : 'speed'}_file="${host}.txt"`;

const someCase = fc
  .record({
    kinds: fc.array(someKind, { minLength: 1, maxLength: 2 }),
    profiles: fc.array(someProfile, { minLength: 2, maxLength: 5 }),
    warehouse: fc.boolean(),
    storage: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    storageEnergy: fc.boolean(),
    count: fc.integer({ min: 1, max: 12 }),
    vcpus: fc.constantFrom(1, 1, 2),
    workload: fc.constantFrom(bursty('webserver'), bursty('tpc-c'), bursty('full-zero'), constant(1), constant(0)),
    policy: fc.constantFrom('none', 'ffd', 'consolidate', 'warehouse-highpower', 'scripted'),
    periodS: fc.constantFrom(200, 600),
    mechanism: fc.constantFrom('ideal', 'pre-copy', 'stop-and-copy', 'post-copy'),
    /** Cores of pm-1 are slower, vCPUs as fast as its own or as those of the others; VMs that come and leave. */
    speeds: fc.constantFrom(undefined, undefined, 5e9, 10e9),
    guests: fc.constantFrom(undefined, 'time', 'work'),
    seed: fc.nat({ max: 1000 }),
    targets: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  })
  .map(({ kinds, profiles, warehouse, storage, storageEnergy, count, vcpus, policy, periodS, targets, ...rest }) => {
    const roles = policy === 'warehouse-highpower';
    const ordinary = profiles.map((text, i) => {
      const kind = kinds[i % kinds.length] as (typeof kinds)[number];
      return { ...kind, attributes: profileOf(text, i), props: kind.props + (roles ? prop('role', 'highpower') : '') };
    });
    const special = [...(warehouse || roles ? ['warehouse'] : []), ...(storage ? ['storage'] : [])].map((role) => ({
      cores: 8,
      attributes: '',
      props: prop('wattage_per_state', '100:120:300') + prop('wattage_off', 5) + prop('role', role),
    }));
    const hosts = [...ordinary, ...special];
    const names = hosts.map((_, i) => `pm-${i}`);
    const lists = targets.map((to, i) => [i * 211, `vm-${i % count}`, names[to % names.length] as string] as const);
    return {
      seed: rest.seed,
      scenario: scenario({
        xml: platform(hosts, rest.speeds === undefined ? '10Gf' : '5Gf'),
        profiles: Object.fromEntries(profiles.map((text, i) => [`${i}.txt`, text])),
        durationS: DURATION_S,
        vms: [
          { count, vcpus, memoryBytes: 2e9, ...(rest.speeds && { speed: rest.speeds }) },
          ...(rest.guests ? [guests(rest.guests)] : []),
        ],
        // memory of the smallest: 4 VMs a host at most
        placement: rest.guests
          ? 'round-robin'
          : Array.from({ length: count }, (_, vm) => names[vm % ordinary.length] as string),
        workload: rest.workload,
        policy: policies(policy, periodS, lists),
        mechanism: byDefault('mechanisms', rest.mechanism),
        storageEnergy,
      }),
    };
  });

function policies(kind: string, periodS: number, lists: readonly (readonly [number, string, string])[]): KindChoice {
  if (kind === 'ffd') return ffd(periodS, 0);
  if (kind === 'scripted') return moves(...lists);
  return byDefault('policies', kind, kind === 'consolidate' ? { period: periodS, offset: 0 } : {});
}

const guests = (lifetime: string) => ({
  count: 8,
  vcpus: 1,
  memoryBytes: 1e9,
  workload: constant(0.8),
  arrivals: { kind: 'poisson', parameters: { interval: 600 } },
  lifetime: { kind: lifetime, parameters: { mean: 1200, distribution: 'exponential' } },
});

function platform(hosts: readonly { cores: number; attributes: string; props: string }[], second: string): string {
  const elements = hosts.map(
    ({ cores, attributes, props }, i) =>
      `<host id="pm-${i}" speed="${i === 1 ? second : '10Gf'}" core="${cores}" ${attributes}>${props}</host>`,
  );
  const routes = hosts.flatMap((_, i) =>
    hosts.slice(i + 1).map((_, j) => `<route src="pm-${i}" dst="pm-${i + 1 + j}"><link_ctn id="net"/></route>`),
  );
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1">
<zone id="all" routing="Full">${elements.join('\n')}<link id="net" bandwidth="1Gbps" latency="0" sharing_policy="FATPIPE"/>
${routes.join('')}</zone></platform>`;
}

describe('the least energy of the work done', () => {
  it('is never more than what any policy takes', async () => {
    let moved = 0;
    let tight = 0;
    await fc.assert(
      fc.asyncProperty(someCase, async ({ scenario: some, seed }) => {
        const { metrics } = await runScenario(some, seed);
        const { energyJ, boundGrantedJ = 0, boundAskedJ = 0 } = metrics;
        expect(boundGrantedJ).toBeLessThanOrEqual(energyJ * (1 + 1e-9));
        expect(boundGrantedJ).toBeGreaterThan(0);
        expect(boundGrantedJ).toBeLessThanOrEqual(boundAskedJ * (1 + 1e-9));
        if (metrics.migrations > 0) moved++;
        if (boundGrantedJ > 0.9 * energyJ) tight++;
      }),
      { numRuns: 1000 },
    );
    // or the property says little
    expect(moved).toBeGreaterThan(300);
    expect(tight).toBeGreaterThan(50);
  }, 300_000);
});

describe('where the best is easy to see', () => {
  // 8 halves of a core fill one host of four
  const packed = (workload: KindChoice, more: object = {}) =>
    scenario({
      xml: star(4),
      vms: [{ count: 8, vcpus: 1, memoryBytes: 1e9 }],
      placement: 'round-robin',
      workload,
      policy: ffd(3600, 0),
      mechanism: byDefault('mechanisms', 'ideal'),
      ...more,
    });

  it('a policy reaches all that is possible', async () => {
    const { metrics } = await runScenario(packed(constant(0.5)), 0);
    expect(metrics.energyJ).toBeCloseTo(3600 * (235 + 3 * 20), 6);
    expect(metrics.boundGrantedJ).toBeCloseTo(metrics.energyJ, 4);
    expect(metrics.boundAskedJ).toBeCloseTo(metrics.energyJ, 4);
    expect(metrics.shareOfPossible).toBeCloseTo(1, 9);
  });

  it('what all work takes does not depend on who assigns it', async () => {
    const crowded = { placement: 'fill', policy: byDefault('policies', 'none') };
    const [a, b] = await Promise.all(
      [{}, crowded].map(async (more) => (await runScenario(packed(bursty('webserver'), more), 1)).metrics),
    );
    expect(a?.energyJ).not.toBeCloseTo(b?.energyJ ?? 0, 0);
    expect((a?.boundAskedJ ?? 0) / (b?.boundAskedJ ?? 1)).toBeCloseTo(1, 12);
  });

  it('without a policy nothing of it is reached', async () => {
    const { metrics } = await runScenario(packed(constant(0.5), { policy: byDefault('policies', 'none') }), 0);
    expect(metrics.shareOfPossible).toBe(0);
  });

  it('where work is left undone, the two bounds differ', async () => {
    // all on one host of four cores, which ask for six
    const crowded = { placement: Array(8).fill('pm-0'), policy: moves() };
    const { metrics } = await runScenario(packed(constant(0.75), crowded), 0);
    expect(metrics.boundGrantedJ).toBeCloseTo(3600 * (235 + 3 * 20), 4);
    expect(metrics.energyJ).toBeCloseTo(3600 * (235 + 3 * 20), 4);
    expect(metrics.boundAskedJ).toBeCloseTo(3600 * (2 * 185 + 6 * 12.5 + 2 * 20), 4);
    expect(metrics.unservedRatio).toBeCloseTo(2 / 6, 9);
  });
});
