/** Warehouse and high-power servers: a VM lives on the warehouse server while its load is light, and on one of the
 * high-power servers while it is heavy; it migrates at every change. A high-power server takes VMs up to its cores:
 *
 *   sum of vcpus <= cores      on every high-power server
 *
 * Which server: the one with the most VMs among those with room (`most-dense`), the one with the fewest
 * (`least-dense`), or either with equal probability (`random`); the first in the platform's order among equals.
 * A VM that finds no room stays where it is and is looked at again when another VM arrives somewhere.
 *
 * Source: Akiyama 2014, section 5.4.1. */
import { choice } from '../kind.ts';
import type { Cause, DataCentre, HostView, Move, PolicyKind, VmView } from './contract.ts';

/** What this very decision has sent to a host already. */
interface Planned {
  readonly vms: number;
  readonly vcpus: number;
}

const NOTHING: Planned = { vms: 0, vcpus: 0 };

const CHOICES = ['most-dense', 'least-dense', 'random'] as const;

export const warehouseHighpower: PolicyKind<{ choice: (typeof CHOICES)[number] }> = {
  name: 'warehouse-highpower',
  title: 'Warehouse and high-power servers',
  source: 'Akiyama 2014, section 5.4.1',
  parameters: { choice: choice(CHOICES, 'Which high-power server a busy VM goes to', 'most-dense') },
  check: (_, { hosts }) =>
    ['warehouse', 'highpower']
      .filter((role) => !hosts.some((host) => host.role === role))
      .map((role) => `the policy warehouse-highpower needs a host with <prop id="role" value="${role}"/>`),
  create: ({ choice: wanted }, { hosts, random }) => {
    const warehouse = hosts.find((host) => host.role === 'warehouse') as HostView;
    const servers = hosts.filter((host) => host.role === 'highpower');
    const waiting = new Set<VmView>();

    const place = (vm: VmView, planned: ReadonlyMap<HostView, Planned>): HostView | undefined => {
      const dense = wanted === 'random' ? random.unit() < 0.5 : wanted === 'most-dense';
      let best: HostView | undefined;
      let bestVms = 0;
      for (const host of servers) {
        const extra = planned.get(host) ?? NOTHING;
        if (host.committed.vcpus + extra.vcpus + vm.vcpus > host.cores) continue;
        const vms = host.committed.vms + extra.vms;
        if (!best || (dense ? vms > bestVms : vms < bestVms)) [best, bestVms] = [host, vms];
      }
      return best;
    };

    const look = (vm: VmView, planned: Map<HostView, Planned>): Move | undefined => {
      if (vm.destination) return undefined;
      waiting.delete(vm);
      if (!vm.heavy) return vm.host === warehouse ? undefined : { vm, to: warehouse };
      if (vm.host.role === 'highpower') return undefined;
      const to = place(vm, planned);
      if (!to) {
        waiting.add(vm);
        return undefined;
      }
      const { vms, vcpus } = planned.get(to) ?? NOTHING;
      planned.set(to, { vms: vms + 1, vcpus: vcpus + vm.vcpus });
      return { vm, to };
    };

    const decide = (cause: Cause, state: DataCentre): readonly Move[] => {
      const toLookAt = cause.kind === 'start' ? state.vms : 'vm' in cause ? new Set([cause.vm, ...waiting]) : [];
      const planned = new Map<HostView, Planned>();
      return [...toLookAt].flatMap((vm) => look(vm, planned) ?? []);
    };

    return { sleepsIdleHosts: true, ticks: [], reactsTo: new Set(['start', 'load', 'arrival'] as const), decide };
  },
};
