/** Moves only where they pay: what sleeping hosts save until the next decision, against what the migrations cost.
 *
 *   gain = sum over emptied hosts of (P_idle - P_off) * (period - longest of its migrations)
 *        - sum over woken hosts of (P_idle - P_off) * period  -  sum of E_mig
 *
 * P in W, times in s, E_mig in J as estimated beforehand. Where the gain is not above zero, nothing moves but what has
 * to: VMs leave hosts that cannot give them what they ask for, the largest first, for the first host with room.
 *
 * Source: wattshift; none of the documents has it. */
import { hostsVms } from '../roles.ts';
import type { DataCentre, EstimatedMove, HostView, Move, VmView } from './contract.ts';
import { FirstFit } from './first-fit.ts';

type EstimateMove = (vm: VmView, to: HostView) => EstimatedMove;

/** The moves if they pay, else those that overload demands. */
export function vetoed(moves: readonly Move[], state: DataCentre, periodS: number, estimate: EstimateMove): readonly Move[] {
  return gainJ(moves, state, periodS, estimate) > 0 ? moves : relief(state);
}

/** Joules that the moves are expected to save until the next decision. */
export function gainJ(moves: readonly Move[], { hosts }: DataCentre, periodS: number, estimate: EstimateMove): number {
  const leaving = new Map<HostView, number>();
  const slowestS = new Map<HostView, number>();
  const arriving = new Set<HostView>();
  let costJ = 0;
  for (const { vm, to } of moves) {
    const { seconds, energyJ } = estimate(vm, to);
    costJ += energyJ;
    leaving.set(vm.host, (leaving.get(vm.host) ?? 0) + 1);
    slowestS.set(vm.host, Math.max(slowestS.get(vm.host) ?? 0, seconds));
    arriving.add(to);
  }
  let savedJ = 0;
  for (const host of hosts) {
    const sleepSavesW = host.power.idleW - host.power.offW;
    const stays = host.committed.vms - (leaving.get(host) ?? 0) > 0 || arriving.has(host);
    if (host.awake && leaving.has(host) && !stays) savedJ += sleepSavesW * Math.max(0, periodS - (slowestS.get(host) ?? 0));
    if (!host.awake && arriving.has(host)) savedJ -= sleepSavesW * periodS;
  }
  return savedJ - costJ;
}

/** VMs that leave overloaded hosts until these can serve the others. */
export function relief(state: DataCentre): readonly Move[] {
  const hosts = state.hosts.filter(hostsVms);
  const demand = new Map<HostView, number>(hosts.map((host) => [host, 0]));
  for (const vm of state.vms) {
    const host = vm.destination ?? vm.host;
    demand.set(host, (demand.get(host) ?? 0) + vm.demandCores);
  }
  // awake hosts first: waking another one costs more than room on one that is on
  const order = [...hosts].sort((a, b) => Number(b.awake) - Number(a.awake) || a.index - b.index);
  const overloaded = order.filter((host) => (demand.get(host) as number) > host.cores);
  if (overloaded.length === 0) return [];
  const room = new FirstFit(order.map((host) => Math.max(0, host.cores - (demand.get(host) as number))));
  const moves: Move[] = [];
  for (const host of overloaded) {
    let excess = (demand.get(host) as number) - host.cores;
    const movable = [...host.vms].filter((vm) => !vm.destination).sort((a, b) => b.demandCores - a.demandCores || a.index - b.index);
    for (const vm of movable) {
      if (excess <= 0) break;
      const to = order[room.place(vm.demandCores)];
      if (!to || to === host) continue;
      excess -= vm.demandCores;
      moves.push({ vm, to });
    }
  }
  return moves;
}
