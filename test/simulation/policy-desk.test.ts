/** What a policy is told, and what becomes of what it says. */
import { describe, expect, it } from 'vitest';
import type { Migration, MigrationSteps } from '../../src/models/mechanisms/contract.ts';
import type { DataCentre, Handlers, Order, Policy, PolicyKind } from '../../src/models/policies/contract.ts';
import { builtIn, extend } from '../../src/models/registry.ts';
import { readMigrations } from '../../src/results/read-tables.ts';
import { migrationsParquet } from '../../src/results/tables.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { constant, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../support/scenarios.ts';

/** Two hosts, two VMs on the first one, an hour. */
async function run(policy: Policy, more: Partial<Parameters<typeof scenario>[0]> = {}) {
  const kind: PolicyKind<object> = {
    name: 'mine',
    title: 'a test',
    source: 'a test',
    parameters: {},
    create: () => policy,
  };
  const s = scenario({
    xml: star(2),
    simgrid: PLAIN_NETWORK,
    vms: [{ count: 2, vcpus: 1, memoryBytes: 4e9 }],
    placement: ['pm-0', 'pm-0'],
    workload: constant(0.5),
    policy: { kind: 'mine', parameters: {} },
    ...more,
  });
  return runScenario(s, 0, extend(builtIn, { policies: [kind] }));
}

const migrate = ({ vms, hosts }: DataCentre, vm: number, to: number): Order =>
  ({ do: 'migrate', vm: vms[vm], to: hosts[to] }) as Order;

describe('a policy is told', () => {
  it('how its migrations ended', async () => {
    const told: string[] = [];
    const on: Handlers = {
      start: (state) => [migrate(state, 0, 1), migrate(state, 1, 1)],
      migrated: ({ name }, { outcome, from, to }, { nowS }) => {
        told.push(`${name} ${from.name} ${to.name} ${outcome} ${nowS > 0}`);
        return [];
      },
    };
    await run({ sleep: 'idle', on }, { xml: star(2, { prop: '<prop id="ram" value="4GB"/>' }) });
    expect(told).toEqual(['vm-1 pm-0 pm-1 refused false', 'vm-0 pm-0 pm-1 converged true']);
  });

  it('when it wanted to be asked', async () => {
    const asked: number[] = [];
    const on: Handlers = {
      start: () => [{ do: 'ask', atS: 100 }],
      ask: ({ nowS }) => {
        asked.push(nowS);
        return [{ do: 'ask', atS: nowS + 1000 }];
      },
    };
    await run({ sleep: 'never', on });
    expect(asked).toEqual([100, 1100, 2100, 3100]);
  });

  it('what its monitor has seen', async () => {
    const seen: (readonly number[])[] = [];
    const on: Handlers = {
      tick: (state) => {
        seen.push(state.history(state.hosts[0] as never), state.history(state.vms[1] as never));
        return [];
      },
    };
    await run({ sleep: 'never', ticks: [100, 3500], monitor: { everyS: 1000, samples: 3 }, on });
    // two VMs of 0.5 on 4 cores
    expect(seen).toEqual([[0.25], [0.5], [0.25, 0.25, 0.25], [0.5, 0.5, 0.5]]);
  });
});

describe('hosts sleep and wake', () => {
  const secondsAsleep = async (sleep: Policy['sleep'], orders: (state: DataCentre) => readonly Order[]) =>
    (await run({ sleep, ticks: [600], on: { tick: orders } })).account.hosts.map(({ asleepS }) => asleepS);
  const host = ({ hosts }: DataCentre, index: number) => hosts[index] as DataCentre['hosts'][number];

  it('as soon as nothing holds them awake, never, or when an order says so', async () => {
    const sleep = (state: DataCentre): readonly Order[] => [
      { do: 'sleep', host: host(state, 0) },
      { do: 'sleep', host: host(state, 1) },
    ];
    expect(await secondsAsleep('idle', () => [])).toEqual([0, 3600]);
    expect(await secondsAsleep('never', sleep)).toEqual([0, 0]);
    // the first has VMs
    expect(await secondsAsleep('asked', sleep)).toEqual([0, 3000]);
    expect(await secondsAsleep('idle', (state) => [{ do: 'wake', host: host(state, 1) }])).toEqual([0, 600]);
  });
});

describe('what makes no sense is told by name', () => {
  const fails = (orders: (state: DataCentre) => unknown, ticks: Iterable<number> = [10]) =>
    expect(run({ sleep: 'never', ticks, on: { tick: orders as never } }));

  it.each([
    [
      'no such VM',
      () => [{ do: 'migrate', vm: undefined, to: { index: 0 } }],
      /order 'migrate' at 10 s: its vm is none/,
    ],
    ['no such host', ({ vms }: DataCentre) => [{ do: 'migrate', vm: vms[0], to: { index: 9 } }], /its host is none/],
    ['no such order', () => [{ do: 'fly' }], /the policy gave the order 'fly' at 10 s: there is no such order/],
    ['no order at all', () => [undefined], /the order undefined at 10 s: there is no such order/],
    ['a time that is over', () => [{ do: 'ask', atS: 3 }], /atS is 3/],
    ['no number', () => [{ do: 'ask', atS: Number.NaN }], /atS is NaN/],
  ])('%s', (_, orders, message) => fails(orders as never).rejects.toThrow(message));

  it('ticks out of order', async () => {
    await fails(() => [], [10, 5]).rejects.toThrow(/do not ascend: 5 s comes after 10 s/);
    await fails(() => [], [10, 10]).rejects.toThrow(/do not ascend/);
    await fails(() => [], [Number.NaN]).rejects.toThrow(/do not ascend: NaN s/);
  });

  it('orders without end at one instant', async () => {
    const on: Handlers = {
      start: (state) => [migrate(state, 0, 1)],
      migrated: (vm, _, state) => [migrate(state, vm.index, 1 - vm.host.index)],
    };
    await expect(run({ sleep: 'idle', on }, { mechanism: { ...preCopy(), kind: 'ideal' } })).rejects.toThrow(
      /at 0 s the policy still gives orders after being asked 10000 times/,
    );
  });
});

it('a mechanism that waits for no time at all, without end, is told', async () => {
  const kind = {
    name: 'standing',
    title: 'a test',
    source: 'a test',
    parameters: {},
    create: () => ({
      *migrate(m: Migration): MigrationSteps {
        for (;;) yield m.wait(0);
      },
    }),
  };
  const s = scenario({
    xml: star(2),
    policy: moves([10, 'vm-0', 'pm-1']),
    mechanism: { kind: 'standing', parameters: preCopy().parameters },
  });
  await expect(runScenario(s, 0, extend(builtIn, { mechanisms: [kind] }))).rejects.toThrow(/time stands still at 10 s/);
});

describe('figures of their own', () => {
  const figure = { unit: '', title: 'a figure', description: 'a test' };

  it('of a policy and a mechanism are in the result and the record, by name', async () => {
    const policy: PolicyKind<object> = {
      name: 'mine',
      title: 'a test',
      source: 'a test',
      parameters: {},
      figures: { attempts: figure, silent: figure },
      create: () => ({ sleep: 'idle', on: { start: (s) => [migrate(s, 0, 1)] }, figures: () => ({ attempts: 7 }) }),
    };
    const noting = (name: string) => ({
      name: 'noting',
      title: 'a test',
      source: 'a test',
      parameters: {},
      figures: { pages: figure },
      create: () => ({
        *migrate(m: Migration): MigrationSteps {
          yield m.wait(1);
          m.note(name, 12);
          return 'converged';
        },
      }),
    });
    const s = scenario({
      xml: star(2),
      policy: { kind: 'mine', parameters: {} },
      mechanism: { kind: 'noting', parameters: preCopy().parameters },
    });
    const mechanisms = (name: string) => extend(builtIn, { policies: [policy], mechanisms: [noting(name)] });
    const { metrics, figures, migrations } = await runScenario(s, 0, mechanisms('pages'));
    expect([metrics.attempts, metrics.silent, metrics.pages]).toEqual([7, 0, 12]);
    expect(figures).toEqual({ attempts: figure, silent: figure, pages: figure });
    expect([...migrations][0]?.notes).toEqual({ pages: 12 });
    const back = await readMigrations(migrationsParquet(migrations, { cell: '-', seed: 0 }));
    expect([...back]).toEqual([...migrations]);
    await expect(runScenario(s, 0, mechanisms('leaves'))).rejects.toThrow(/'leaves', which its kind does not declare/);
  });
});
