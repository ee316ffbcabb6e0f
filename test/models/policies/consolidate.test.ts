import { expect, test } from 'vitest';
import type { HostView, VmView } from '../../../src/models/policies/contract.ts';
import { leastUsed } from '../../../src/models/policies/empty/least-used.ts';
import { least } from '../../../src/models/policies/parts.ts';
import type { Plan } from '../../../src/models/policies/plan.ts';
import { threshold } from '../../../src/models/policies/when/threshold.ts';
import { leastPowerRise } from '../../../src/models/policies/where/least-power-rise.ts';
import { minimumMigrationTime } from '../../../src/models/policies/which/minimum-migration-time.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import { constant, PLAIN_NETWORK, scenario, star } from '../../support/scenarios.ts';

const none = {} as never;
const consolidate = (parameters: object = {}) => ({
  kind: 'consolidate',
  parameters: { period: 300, offset: 300, ...parameters },
});

test('the threshold looks at the newest sample', () => {
  const test = threshold.create({ utilisation: 0.8 }, none);
  expect([[0.9, 0.8], [0.1, 0.81], []].map((history) => test.overloaded(history))).toEqual([false, true, false]);
});

test('the VM with the least memory leaves, the first of equals', () => {
  const vms = [8e9, 4e9, 4e9].map((memoryBytes, index) => ({ index, memoryBytes }) as unknown as VmView);
  expect(minimumMigrationTime.create({}, none)(vms, none)).toBe(vms[1]);
});

test('least power rise: a steep host loses against a flat one, a sleeping host pays for waking', () => {
  const host = (awake: boolean, idleW: number, perCoreW: number) =>
    ({ awake, power: { offW: 10 }, powerW: (cores: number) => idleW + perCoreW * cores }) as unknown as HostView;
  const [steep, flat, asleep] = [host(true, 100, 20), host(true, 300, 10), host(false, 50, 1)];
  const plan = { demandCores: () => 1, vms: (one: HostView) => (one === asleep ? 0 : 1) } as unknown as Plan;
  const where = leastPowerRise.create({}, none);
  const vm = { demandOn: () => 1 } as unknown as VmView;
  expect(where(vm, [steep, flat, asleep], plan)).toBe(flat);
  expect(where(vm, [steep, asleep], plan)).toBe(steep); // 20 W against 52 - 10 W
  expect(where(vm, [], plan)).toBeUndefined();
});

test('the least used hosts are emptied first', () => {
  const hosts = [3, 1, 2].map((_, index) => ({ index, capacity: { cores: 4 } }) as unknown as HostView);
  const plan = { demandCores: ({ index }: HostView) => [3, 1, 2][index] } as unknown as Plan;
  expect(
    leastUsed
      .create({}, none)(hosts, plan)
      .map(({ index }) => index),
  ).toEqual([1, 2, 0]);
});

test('the least of nothing is nothing', () => expect(least([], () => 0)).toBeUndefined());

test('an overloaded host gives VMs away until it is not any more; the least used one is emptied', async () => {
  // pm-0: 4 x 0.9 of 4 cores = 0.9 > 0.8; pm-1: 0.9; pm-2: 1.8 of 4
  const s = scenario({
    xml: star(3, { mbps: 10_000 }),
    simgrid: PLAIN_NETWORK,
    vms: [{ count: 7, vcpus: 1, memoryBytes: 4e9 }],
    placement: ['pm-0', 'pm-0', 'pm-0', 'pm-0', 'pm-1', 'pm-2', 'pm-2'],
    workload: constant(0.9),
    policy: consolidate(),
    durationS: 900,
  });
  const { migrations, account } = await runScenario(s, 0);
  // hosts are alike, so the first with room takes vm-0: pm-1 with 0.9 + 0.9; that one is a target, and is not emptied.
  // pm-2 goes next: pm-1 takes one of its VMs (0.675 of it), a second would be 0.9 > 0.8
  expect([...migrations].map(({ vm, from, to }) => [vm, from, to])).toEqual([['vm-0', 'pm-0', 'pm-1']]);
  expect(account.hosts.map(({ asleepS }) => asleepS)).toEqual([0, 0, 0]);
});

test('a host is emptied only if all of its VMs find room', async () => {
  const run = (vms: number) =>
    runScenario(
      scenario({
        xml: star(2, { mbps: 10_000 }),
        vms: [{ count: vms, vcpus: 1, memoryBytes: 4e9 }],
        placement: Array.from({ length: vms }, (_, i) => `pm-${i % 2}`),
        workload: constant(0.8),
        policy: consolidate({ when: { kind: 'threshold', parameters: { utilisation: 0.8 } } }),
        durationS: 900,
      }),
      0,
    );
  // 4 x 0.8 = 0.8 of 4 cores, which is not above the threshold; 5 x 0.8 is
  expect((await run(4)).metrics.migrations).toBe(2);
  expect((await run(5)).metrics.migrations).toBe(0);
});

test('parts stand in by their defaults, or by name', async () => {
  const s = (policy: ReturnType<typeof consolidate>) =>
    scenario({
      xml: star(4, { mbps: 10_000 }),
      vms: [{ count: 8, vcpus: 1, memoryBytes: 4e9 }],
      placement: 'round-robin',
      workload: constant(0.3),
      policy,
      durationS: 900,
    });
  const named = consolidate({ when: 'threshold', which: 'minimum-migration-time', empty: 'none' });
  expect((await runScenario(s(consolidate()), 0)).metrics.migrations).toBeGreaterThan(0);
  expect((await runScenario(s(named), 0)).metrics.migrations).toBe(0);
});
