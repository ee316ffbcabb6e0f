/** Moves only where they pay: what sleeping hosts save until the next decision, against what the migrations cost.
 *
 *   gain = sum over emptied hosts of (P_idle - P_off) * (period - longest of its migrations)
 *        - sum over woken hosts of (P_idle - P_off) * period  -  sum of E_mig
 *
 * P in W, times in s, E_mig in J as estimated beforehand. Where the gain of a whole packing is not above zero, single
 * hosts are still emptied if that pays, and VMs leave hosts that cannot give them what they ask for.
 *
 * Source: wattshift; none of the documents has it. */
import { hostsVms } from '../roles.ts';
import type { DataCentre, EstimatedMove, HostView, Move, VmView } from './contract.ts';

type EstimateMove = (vm: VmView, to: HostView) => EstimatedMove;

/** The moves if they pay, else the few that do, and those that overload demands. */
export function vetoed(
  moves: readonly Move[],
  state: DataCentre,
  periodS: number,
  estimate: EstimateMove,
): readonly Move[] {
  if (gainJ(moves, state, periodS, estimate) > 0) return moves;
  const plan = new Plan(state);
  relieve(plan, state);
  drain(plan, state, periodS, estimate);
  return plan.moves;
}

/** Joules that the moves are expected to save until the next decision. */
export function gainJ(
  moves: readonly Move[],
  { hosts }: Pick<DataCentre, 'hosts'>,
  periodS: number,
  estimate: EstimateMove,
): number {
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
    const stays = host.committed.vms > (leaving.get(host) ?? 0) || arriving.has(host);
    if (host.awake && leaving.has(host) && !stays)
      savedJ += sleepSavesW * Math.max(0, periodS - (slowestS.get(host) ?? 0));
    if (!host.awake && arriving.has(host)) savedJ -= sleepSavesW * periodS;
  }
  return savedJ - costJ;
}

/** Moves in the making, and what hosts are asked for once they are done. */
class Plan {
  readonly moves: Move[] = [];
  /** Awake hosts first: waking another one costs more than room on one that is on. */
  readonly hosts: readonly HostView[];
  readonly #demand = new Map<HostView, number>();

  constructor({ hosts, vms }: DataCentre) {
    this.hosts = hosts.filter(hostsVms).sort((a, b) => Number(b.awake) - Number(a.awake) || a.index - b.index);
    for (const vm of vms) this.#add(vm.destination ?? vm.host, vm.demandCores);
  }

  demand(host: HostView): number {
    return this.#demand.get(host) ?? 0;
  }

  /** The first host with room for the VM, if there is one among those that may take it. */
  roomFor(vm: VmView, taken: ReadonlyMap<HostView, number>, may: (host: HostView) => boolean): HostView | undefined {
    return this.hosts.find(
      (host) => may(host) && this.demand(host) + (taken.get(host) ?? 0) + vm.demandCores <= host.cores,
    );
  }

  move(move: Move): void {
    this.#add(move.vm.host, -move.vm.demandCores);
    this.#add(move.to, move.vm.demandCores);
    this.moves.push(move);
  }

  #add(host: HostView, cores: number): void {
    this.#demand.set(host, this.demand(host) + cores);
  }
}

const NOTHING: ReadonlyMap<HostView, number> = new Map();
const byDemand = (a: VmView, b: VmView) => b.demandCores - a.demandCores || a.index - b.index;
const movable = (host: HostView) => [...host.vms].filter((vm) => !vm.destination).sort(byDemand);

/** VMs leave overloaded hosts, the largest first, until these can serve the others. */
function relieve(plan: Plan, state: DataCentre): void {
  for (const host of state.hosts.filter(hostsVms)) {
    for (const vm of movable(host)) {
      if (plan.demand(host) <= host.cores) break;
      const to = plan.roomFor(vm, NOTHING, (other) => other !== host);
      if (to) plan.move({ vm, to });
    }
  }
}

/** Hosts are emptied, the least loaded first, onto others that are awake, where that pays. */
function drain(plan: Plan, state: DataCentre, periodS: number, estimate: EstimateMove): void {
  const touched = new Set(plan.moves.flatMap(({ vm, to }) => [vm.host, to]));
  const candidates = state.hosts.filter(
    (host) => hostsVms(host) && host.awake && host.committed.vms > 0 && host.incoming.size === 0,
  );
  const emptied = new Set<HostView>();
  for (const host of candidates.sort((a, b) => plan.demand(a) - plan.demand(b) || a.index - b.index)) {
    if (touched.has(host)) continue;
    const taken = new Map<HostView, number>();
    const moves: Move[] = [];
    for (const vm of movable(host)) {
      const to = plan.roomFor(
        vm,
        taken,
        (other) => other !== host && other.awake && !emptied.has(other) && plan.demand(other) > 0,
      );
      if (!to) break;
      taken.set(to, (taken.get(to) ?? 0) + vm.demandCores);
      moves.push({ vm, to });
    }
    if (moves.length < host.committed.vms || gainJ(moves, state, periodS, estimate) <= 0) continue;
    for (const move of moves) {
      plan.move(move);
      touched.add(move.to);
    }
    emptied.add(host);
  }
}
