import { expect, test } from 'vitest';
import { SimulationError } from '../../../src/base/problem.ts';
import { Activity } from '../../../src/models/guard/activity.ts';
import { guardPlugins } from '../../../src/models/guard/guard-kinds.ts';
import { PluginError } from '../../../src/models/guard/plugin-error.ts';
import { faultOf } from '../../../src/models/guard/user-code.ts';
import type { Plugins } from '../../../src/models/registry.ts';

type Shown = { readonly vms: readonly { readonly name: string }[] };

/** What a mechanism that is written like this gives out. */
function guarded<T>(create: (parameters: object, context: Shown) => T, context: Shown = { vms: [] }): T {
  const kind = { name: 'mine', title: '', source: '', parameters: {}, create };
  const [made] = guardPlugins({ mechanisms: [kind] }, '/tmp/mine.mjs', new Activity()).mechanisms as NonNullable<
    Plugins['mechanisms']
  >;
  return (made as unknown as { create: typeof create }).create({}, context);
}

const vms = [{ name: 'vm-0' }, { name: 'vm-1' }];

test('what a function answers are the objects themselves, however deep', () => {
  const { decide } = guarded(
    (_, context) => ({
      decide: () => ({ orders: [{ vm: context.vms[1] }], kept: new Set([context.vms[0]]) }),
    }),
    { vms },
  );
  const answer = decide();
  expect(answer.orders[0]?.vm).toBe(vms[1]);
  expect([...answer.kept][0]).toBe(vms[0]);
});

test('a generator is guarded step by step', () => {
  const { migrate } = guarded(
    (_, context) => ({
      *migrate(): Generator<unknown, string, number> {
        const seconds: number = yield context.vms[0];
        yield { sends: [context.vms[1]], seconds };
        throw new RangeError('too far');
      },
    }),
    { vms },
  );
  const steps = migrate();
  expect(steps.next().value).toBe(vms[0]);
  expect(steps.next(7).value).toEqual({ sends: [vms[1]], seconds: 7 });
  expect(() => steps.next(8)).toThrow("mechanism 'mine' failed: RangeError: too far (migrate, ");
});

test('getters, iterables and state of the object work as written', () => {
  class Counter {
    #calls = 0;
    get calls(): number {
      return this.#calls;
    }
    *[Symbol.iterator](): Generator<number> {
      yield* [1, 2];
    }
    count(): number {
      return ++this.#calls;
    }
  }
  const counter = guarded(() => Object.freeze(new Counter()));
  counter.count();
  expect([counter.calls, [...counter], counter instanceof Counter]).toEqual([1, [1, 2], true]);
});

test('our own errors pass through', () => {
  const ours = new SimulationError('SimGrid: no route');
  const { f } = guarded(() => ({ f: (call: () => void) => call() }));
  const fails = () => {
    throw ours;
  };
  expect(() => f(fails)).toThrow(ours);
});

test.each([
  ['nothing', () => undefined, 'must return an object or a function'],
  ['a promise', async () => ({}), 'must answer at once, not with a promise'],
])('create with %s is a fault', (_, create, what) => {
  expect(() => guarded(create)).toThrow(`mechanism 'mine' ${what} (create, /tmp/mine.mjs)`);
});

test('what an answer lacks is told like what is thrown', () => {
  const own = faultOf(
    guarded(() => ({ f: () => 1 })),
    'decide',
    'ordered nonsense',
  );
  expect(own).toBeInstanceOf(PluginError);
  expect(own.message).toBe("mechanism 'mine' ordered nonsense (decide, /tmp/mine.mjs)");
  expect(faultOf({}, 'decide', 'ordered nonsense')).not.toBeInstanceOf(PluginError);
});
