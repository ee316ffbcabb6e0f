/** Moves only where they pay: what sleeping hosts save until the next decision, against what the migrations cost.
 *
 *   gain = sum over emptied hosts of (P_idle - P_off) * (period - longest of its migrations)
 *        - sum over woken hosts of (P_idle - P_off) * period  -  sum of E_mig
 *
 * P in W, times in s, E_mig in J as estimated beforehand. Where the gain of a whole packing is not above zero, single
 * hosts are still emptied if that pays, and VMs leave hosts that cannot give them what they ask for.
 *
 * Source: wattshift; none of the documents has it. */
import type { EstimateMove, HostView, Move, VmView } from '../contract.ts';
import { movable, Plan } from '../plan.ts';
import type { VetoKind } from './contract.ts';

export const energy: VetoKind<Record<never, never>> = {
  name: 'energy',
  title: 'Only moves that are expected to save more than they cost',
  source: 'wattshift',
  parameters: {},
  create:
    (_, { estimate }) =>
    (moves, state, periodS) => {
      if (gainJ(moves, periodS, estimate) > 0) return moves;
      const plan = new Plan(state);
      // awake hosts first: waking another one costs more than room on one that is on
      const hosts = plan.hosts.toSorted((a, b) => Number(b.awake) - Number(a.awake) || a.index - b.index);
      relieve(plan, hosts);
      drain(plan, hosts, periodS, estimate);
      return plan.moves;
    },
};

/** Joules that the moves are expected to save until the next decision. Looks at the hosts that they concern only. */
export function gainJ(moves: readonly Move[], periodS: number, estimate: EstimateMove): number {
  const leaving = new Map<HostView, { vms: number; slowestS: number }>();
  const arriving = new Set<HostView>();
  let costJ = 0;
  for (const { vm, to } of moves) {
    const { seconds, energyJ } = estimate(vm, to);
    costJ += energyJ;
    const { vms, slowestS } = leaving.get(vm.host) ?? { vms: 0, slowestS: 0 };
    leaving.set(vm.host, { vms: vms + 1, slowestS: Math.max(slowestS, seconds) });
    arriving.add(to);
  }
  let savedJ = 0;
  for (const host of [...new Set([...leaving.keys(), ...arriving])].sort((a, b) => a.index - b.index)) {
    const sleepSavesW = host.power.idleW - host.power.offW;
    const { vms, slowestS } = leaving.get(host) ?? { vms: 0, slowestS: 0 };
    const emptied = vms > 0 && host.committed.vms <= vms && !arriving.has(host);
    if (host.awake && emptied) savedJ += sleepSavesW * Math.max(0, periodS - slowestS);
    if (!host.awake && arriving.has(host)) savedJ -= sleepSavesW * periodS;
  }
  return savedJ - costJ;
}

/** VMs leave overloaded hosts, the largest first, until these can serve the others. */
function relieve(plan: Plan, hosts: readonly HostView[]): void {
  for (const host of plan.hosts) {
    for (const vm of movable(host)) {
      if (plan.demandCores(host) <= host.capacity.cores) break;
      const to = hosts.find((other) => other !== host && plan.fits(vm, other));
      if (to) plan.move(vm, to);
    }
  }
}

/** Hosts are emptied, the least loaded first, onto others that are awake, where that pays. */
function drain(plan: Plan, hosts: readonly HostView[], periodS: number, estimate: EstimateMove): void {
  const touched = new Set(plan.moves.flatMap(({ vm, to }) => [vm.host, to]));
  const candidates = plan.hosts.filter((host) => host.awake && host.committed.vms > 0 && host.incoming.size === 0);
  const emptied = new Set<HostView>();
  const takesFrom = (host: HostView, vm: VmView) => (other: HostView) =>
    other !== host && other.awake && !emptied.has(other) && plan.demandCores(other) > 0 && plan.fits(vm, other);
  for (const host of candidates.sort((a, b) => plan.demandCores(a) - plan.demandCores(b) || a.index - b.index)) {
    if (touched.has(host)) continue;
    const before = plan.moves.length;
    for (const vm of movable(host)) {
      const to = hosts.find(takesFrom(host, vm));
      if (!to) break;
      plan.move(vm, to);
    }
    const moves = plan.moves.slice(before);
    if (moves.length < host.committed.vms || gainJ(moves, periodS, estimate) <= 0) {
      plan.undoTo(before);
      continue;
    }
    for (const { to } of moves) touched.add(to);
    emptied.add(host);
  }
}
