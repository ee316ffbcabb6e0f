import { describe, expect, it } from 'vitest';
import type { DataCentre, HostView, VmView } from '../../../src/models/policies/contract.ts';
import { movable, Plan } from '../../../src/models/policies/plan.ts';

type Loose<T> = { -readonly [K in keyof T]: T[K] };

/** Hosts with 4 cores and 16 GB, each with VMs of one vCPU and 4 GB at these loads. */
function dataCentre(loads: readonly (readonly number[])[]): DataCentre {
  const vms: VmView[] = [];
  const hosts = loads.map((own, index) => {
    const host = {
      index,
      name: `pm-${index}`,
      role: undefined,
      state: 'awake',
      vms: [] as VmView[],
    } as unknown as Loose<HostView>;
    const residents = own.map((load) => {
      const vm = {
        index: vms.length,
        vcpus: 1,
        memoryBytes: 4e9,
        demandCores: load,
        demandOn: () => load,
        load,
        host,
      } as unknown as VmView;
      vms.push(vm);
      return vm;
    });
    const cores = own.reduce((sum, load) => sum + load, 0);
    return Object.assign(host, {
      vms: residents,
      incoming: new Set(),
      capacity: { cores: 4, memoryBytes: 16e9 },
      committed: { vms: own.length, vcpus: own.length, cores, memoryBytes: 4e9 * own.length },
      freeMemoryBytes: 16e9 - 4e9 * own.length,
    });
  });
  return { nowS: 0, hosts, vms, history: () => [] };
}

describe('a plan', () => {
  it('counts what it sends and takes away, and changes nothing', () => {
    const state = dataCentre([[0.5, 0.25], [1]]);
    const [a, b] = state.hosts as [HostView, HostView];
    const plan = new Plan(state);
    plan.move(state.vms[0] as VmView, b);
    expect([plan.demandCores(a), plan.demandCores(b)]).toEqual([0.25, 1.5]);
    expect(plan.vmsOn(b)).toEqual([state.vms[2], state.vms[0]]);
    expect(plan.vmsOn(a)).toEqual([state.vms[1]]);
    expect(a.committed.cores).toBe(0.75);
    expect(plan.moves).toEqual([{ do: 'migrate', vm: state.vms[0], to: b }]);
  });

  it('does not count memory and vCPUs as free before they are', () => {
    const state = dataCentre([[0.1, 0.1, 0.1, 0.1], [0.1]]);
    const [a, b] = state.hosts as [HostView, HostView];
    const plan = new Plan(state);
    plan.move(state.vms[0] as VmView, b);
    expect(plan.vcpus(a)).toBe(4);
    expect(plan.takes(state.vms[4] as VmView, a)).toBe(false);
    expect(plan.fits(state.vms[4] as VmView, a)).toBe(false);
  });

  it('fits a VM only where both its memory and its demand have room', () => {
    const state = dataCentre([[1, 1, 1], [0, 0, 0, 0], [1]]);
    const [full, noMemory, open] = state.hosts as [HostView, HostView, HostView];
    const plan = new Plan(state);
    const vm = { ...(state.vms[7] as VmView), demandOn: () => 1.5 };
    expect(plan.fits(vm, full)).toBe(false);
    expect(plan.fits(vm, noMemory)).toBe(false);
    expect(plan.fits(vm, open)).toBe(true);
    (open as Loose<HostView>).state = 'failed';
    expect(plan.takes(vm, open)).toBe(false);
    expect(plan.hosts).not.toContain(open);
  });

  it('undoes moves to the last bit', () => {
    const state = dataCentre([[0.1, 0.2, 0.3], [0.7]]);
    const [a, b] = state.hosts as [HostView, HostView];
    const plan = new Plan(state);
    plan.move(state.vms[0] as VmView, b);
    const before = [plan.demandCores(a), plan.demandCores(b), plan.vmsOn(a), plan.vmsOn(b)];
    plan.move(state.vms[1] as VmView, b);
    plan.move(state.vms[2] as VmView, b);
    plan.undoTo(1);
    expect([plan.demandCores(a), plan.demandCores(b), plan.vmsOn(a), plan.vmsOn(b)]).toEqual(before);
    expect(plan.moves).toHaveLength(1);
  });
});

it('the VMs that can be sent away come by demand, those on their way not at all', () => {
  const state = dataCentre([[0.1, 0.3, 0.2]]);
  (state.vms[1] as Loose<VmView>).destination = state.hosts[0];
  expect(movable(state.hosts[0] as HostView)).toEqual([state.vms[2], state.vms[0]]);
});
