import { describe, expect, test } from 'vitest';
import { ReadOnly, unwrap } from '../../../src/models/guard/read-only.ts';

const refuse = (path: string): never => {
  throw new Error(`refused: ${path}`);
};
const shown = <T>(value: T): T => new ReadOnly(refuse).of(value);

class Vm {
  readonly #cores = 2;
  load = 0.5;
  constructor(readonly name: string) {}
  get demandCores(): number {
    return this.#cores * this.load;
  }
}

const dataCentre = () => {
  const vms = [new Vm('vm-0'), new Vm('vm-1')];
  const [first] = vms as [Vm, Vm];
  return {
    vms,
    hosts: [{ name: 'pm-0', vms, incoming: new Set([first]), byName: new Map([['vm-0', first]]) }],
    loads: Float64Array.of(1, 2, 3),
    frozen: Object.freeze({ inner: Object.freeze([first]) }),
    find: (vm: Vm) => vms.indexOf(vm),
  };
};

test('what is shown reads like the object itself', () => {
  const state = shown(dataCentre());
  const [host] = state.hosts as [(typeof state.hosts)[number]];
  const [vm] = state.vms as [Vm];
  expect(vm.demandCores).toBe(1);
  expect(vm).toBeInstanceOf(Vm);
  expect(Array.isArray(state.vms)).toBe(true);
  expect(state.vms.map(({ name }) => name)).toEqual(['vm-0', 'vm-1']);
  expect([...state.vms].sort((a, b) => b.name.localeCompare(a.name))[0]?.name).toBe('vm-1');
  expect(state.vms.filter(({ name }) => name !== 'vm-0').length).toBe(1);
  expect(Object.keys(host)).toEqual(['name', 'vms', 'incoming', 'byName']);
  expect({ ...host }.name).toBe('pm-0');
  expect(JSON.stringify(state.frozen)).toBe('{"inner":[{"name":"vm-0","load":0.5}]}');
  expect([state.loads[1], state.loads.length, Math.max(...state.loads)]).toEqual([2, 3, 3]);
});

test('one object is one proxy, wherever it is met', () => {
  const state = shown(dataCentre());
  const [host] = state.hosts as [(typeof state.hosts)[number]];
  const [vm] = state.vms as [Vm];
  expect(host.vms).toBe(state.vms);
  expect(host.vms[0]).toBe(vm);
  expect(host.incoming.has(vm)).toBe(true);
  expect([...host.incoming]).toEqual([vm]);
  expect([...host.incoming][0]).toBe(vm);
  expect(host.byName.get('vm-0')).toBe(vm);
  expect([...host.byName][0]?.[1]).toBe(vm);
  expect(state.frozen.inner[0]).toBe(vm);
  expect(state.vms.indexOf(vm)).toBe(0);
});

test('objects come back as they are', () => {
  const state = dataCentre();
  const proxy = shown(state);
  expect(unwrap(proxy.vms[1])).toBe(state.vms[1]);
  expect(unwrap(unwrap(proxy))).toBe(state);
  expect(unwrap(7)).toBe(7);
  // what its functions get are the objects, too
  expect(proxy.find(proxy.vms[1] as Vm)).toBe(1);
});

describe('no way to change it', () => {
  type State = ReturnType<typeof dataCentre>;
  const host = (state: State) => state.hosts[0] as State['hosts'][number];
  const ways: readonly (readonly [string, (state: State) => unknown])[] = [
    ['vms', (state) => (state.vms = [])],
    ['vms[1].load', (state) => ((state.vms[1] as Vm).load = Number.NaN)],
    ['vms[2]', (state) => state.vms.push(new Vm('vm-2'))],
    ['vms[0]', (state) => state.vms.reverse()],
    ['vms.length', (state) => (state.vms.length = 0)],
    ['hosts[0].name', (state) => Reflect.deleteProperty(host(state), 'name')],
    ['hosts[0].name', (state) => Object.defineProperty(host(state), 'name', { value: 'x' })],
    ['hosts[0]', (state) => Object.setPrototypeOf(host(state), null)],
    ['hosts[0]', (state) => Object.freeze(host(state))],
    ['hosts[0].incoming', (state) => host(state).incoming.clear()],
    ['hosts[0].byName', (state) => host(state).byName.set('vm-1', new Vm('vm-1'))],
    ['loads[0]', (state) => (state.loads[0] = 9)],
    ['loads', (state) => state.loads.fill(0)],
    ['loads', (state) => state.loads.sort()],
  ];
  test.each(ways)('%s', (path, change) => {
    const state = dataCentre();
    const before = structuredClone({ ...state, find: undefined });
    expect(() => change(shown(state))).toThrow(`refused: ${path}`);
    expect(structuredClone({ ...state, find: undefined })).toEqual(before);
  });

  test('the memory of a typed array is a copy', () => {
    const state = dataCentre();
    new Float64Array(shown(state).loads.buffer)[0] = 9;
    expect(state.loads[0]).toBe(1);
  });
});
