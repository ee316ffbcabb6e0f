/** Warehouse and high-power servers: a VM lives on the warehouse server while its load is light, and on one of the
 * high-power servers while it is heavy; it migrates at every change. A high-power server takes VMs up to its cores:
 *
 *   sum of vcpus <= capacity, cores      on every high-power server;      heavy: load >= 0.5 of the vCPUs
 *
 * Which server: the one with the most VMs among those with room (`most-dense`), the one with the fewest
 * (`least-dense`), or either with equal probability (`random`); the first in the platform's order among equals.
 * A VM that finds no room stays where it is, and is looked at again when a migration has ended or a host has changed;
 * one whose migration failed after `retry` as well.
 *
 * Source: Akiyama 2014, section 5.4.1. */
import { choice, quantity } from '../../base/kind.ts';
import {
  type DataCentre,
  type HostView,
  type Order,
  type PolicyKind,
  sleepParameters,
  type VmView,
} from './contract.ts';
import { Plan } from './plan.ts';

const CHOICES = ['most-dense', 'least-dense', 'random'] as const;

interface Parameters {
  readonly choice: (typeof CHOICES)[number];
  readonly heavy: number;
  readonly retry: number;
  readonly sleepAfter: number;
}

export const warehouseHighpower: PolicyKind<Parameters> = {
  name: 'warehouse-highpower',
  title: 'Warehouse and high-power servers',
  source: 'Akiyama 2014, section 5.4.1',
  parameters: {
    choice: choice(CHOICES, 'Which high-power server a busy VM goes to', 'most-dense'),
    heavy: quantity('number', 'Load from which a VM is busy, as a fraction of its vCPUs', { default: 0.5, max: 1 }),
    retry: quantity('time', 'Time until a VM is looked at again whose migration failed', {
      default: '60 s',
      min: 1e-3,
    }),
    ...sleepParameters,
  },
  check: (_, { hosts }) =>
    ['warehouse', 'highpower']
      .filter((role) => !hosts.some((host) => host.role === role))
      .map((role) => `the policy warehouse-highpower needs a host with <prop id="role" value="${role}"/>`),
  create: ({ choice: wanted, heavy, retry, sleepAfter }, { hosts, random }) => {
    const warehouse = hosts.find((host) => host.role === 'warehouse') as HostView;
    const servers = hosts.filter((host) => host.role === 'highpower');
    const waiting = new Set<VmView>();

    const serverFor = (vm: VmView, plan: Plan): HostView | undefined => {
      const dense = wanted === 'random' ? random.unit() < 0.5 : wanted === 'most-dense';
      let best: HostView | undefined;
      let bestVms = 0;
      for (const host of servers) {
        if (plan.vcpus(host) + vm.vcpus > host.capacity.cores || !plan.takes(vm, host)) continue;
        const vms = plan.vms(host);
        if (!best || (dense ? vms > bestVms : vms < bestVms)) [best, bestVms] = [host, vms];
      }
      return best;
    };
    const lookAt = (vms: Iterable<VmView>, state: DataCentre): readonly Order[] => {
      const plan = new Plan(state);
      for (const vm of new Set(vms)) {
        if (vm.destination) continue;
        waiting.delete(vm);
        const busy = vm.load >= heavy;
        if (busy ? vm.host.role === 'highpower' : vm.host === warehouse) continue;
        const room = busy ? serverFor(vm, plan) : plan.takes(vm, warehouse) ? warehouse : undefined;
        if (room && vm.host.state !== 'failed') plan.move(vm, room);
        else waiting.add(vm);
      }
      return plan.moves;
    };
    return {
      sleep: 'idle',
      sleepAfterS: sleepAfter,
      on: {
        start: (state) => lookAt(state.vms, state),
        arrived: (vm, state) => lookAt([vm], state),
        departed: (vm, state) => {
          waiting.delete(vm);
          return lookAt(waiting, state);
        },
        load: (vm, state) => lookAt([vm, ...waiting], state),
        host: (_, state) => lookAt(waiting, state),
        ask: (state) => lookAt(waiting, state),
        migrated: (vm, { outcome }, state) => {
          if (outcome !== 'failed') return lookAt([vm, ...waiting], state);
          waiting.add(vm);
          return [{ do: 'ask', atS: state.nowS + retry }];
        },
      },
    };
  },
};
