/** Consolidation composed of parts: when x which x where x empty x veto. Every period,
 *
 *   1. VMs leave the hosts that have too much to do (`when`), one after the other (`which`), until it is not too much;
 *   2. they go, the largest demand first, to hosts that have room and do not get too much themselves (`where`);
 *   3. hosts are emptied onto others that are awake, if all of their VMs fit there (`empty`, `where`);
 *   4. what is left of the plan after the `veto` is done.
 *
 * Source: Beloglazov and Buyya 2012, whose algorithms differ in the parts alone. */
import { part, quantity } from '../../base/kind.ts';
import { type DataCentre, every, type HostView, type PolicyKind, sleepParameters, type VmView } from './contract.ts';
import type { Emptying, HostChoice, OverloadTest, VmChoice } from './parts.ts';
import { movable, Plan } from './plan.ts';
import type { Veto } from './veto/contract.ts';

interface Parameters {
  readonly period: number;
  readonly offset: number;
  readonly sleepAfter: number;
  readonly when: OverloadTest;
  readonly which: VmChoice;
  readonly where: HostChoice;
  readonly empty: Emptying;
  readonly veto: Veto;
}

export const consolidate: PolicyKind<Parameters> = {
  name: 'consolidate',
  title: 'Consolidation composed of parts',
  source: 'Beloglazov and Buyya 2012',
  parameters: {
    period: quantity('time', 'Time between two decisions', { default: '300 s', min: 1e-3 }),
    offset: quantity('time', 'Time of the first decision', { default: '300 s' }),
    ...sleepParameters,
    when: part<OverloadTest>('overloadTests', 'When a host has too much to do', 'threshold'),
    which: part<VmChoice>('vmChoices', 'Which VM leaves it', 'minimum-migration-time'),
    where: part<HostChoice>('hostChoices', 'Where a VM goes', 'least-power-rise'),
    empty: part<Emptying>('emptyings', 'Which hosts are emptied', 'least-used'),
    veto: part<Veto>('vetoes', 'Whether VMs move only where that is expected to pay', 'none'),
  },
  create: (parts) => ({
    sleep: 'idle',
    sleepAfterS: parts.sleepAfter,
    ticks: every(parts.period, parts.offset),
    monitor: { everyS: parts.period, samples: parts.when.samples },
    on: { tick: (state) => parts.veto(new Decision(state, parts).moves(), state, parts.period) },
  }),
};

/** One decision in the making. */
class Decision {
  readonly #plan: Plan;
  /** VMs that have to leave, and have no destination yet. */
  readonly #leaving = new Set<VmView>();

  constructor(
    private readonly state: DataCentre,
    private readonly parts: Parameters,
  ) {
    this.#plan = new Plan(state);
  }

  moves() {
    const plan = this.#plan;
    const overloaded = plan.hosts.filter((host) => host.awake && host.vms.length > 0 && this.#overloaded(host));
    for (const host of overloaded) this.#relieve(host);
    const others = plan.hosts.filter((host) => !overloaded.includes(host));
    // on one and the same host, so that they can be compared
    const [one] = plan.hosts;
    const demand = (vm: VmView) => (one ? vm.demandOn(one) : 0);
    const byDemand = [...this.#leaving].sort((a, b) => demand(b) - demand(a) || a.index - b.index);
    for (const vm of byDemand) {
      this.#leaving.delete(vm);
      this.#place(vm, others);
    }
    this.#empty(others);
    return plan.moves;
  }

  #relieve(host: HostView): void {
    const rest = [...movable(host)];
    while (rest.length > 0 && this.#overloaded(host)) {
      const vm = this.parts.which(rest, host);
      rest.splice(rest.indexOf(vm), 1);
      this.#leaving.add(vm);
    }
  }

  #place(vm: VmView, hosts: readonly HostView[]): boolean {
    const plan = this.#plan;
    const open = hosts.filter((host) => host !== vm.host && plan.fits(vm, host) && !this.#overloaded(host, vm));
    const to = this.parts.where(vm, open, plan);
    if (to) plan.move(vm, to);
    return to !== undefined;
  }

  #empty(hosts: readonly HostView[]): void {
    const plan = this.#plan;
    const settled = new Set(plan.moves.map(({ to }) => to));
    const open = new Set(hosts.filter((host) => host.awake && plan.vms(host) > 0));
    for (const host of this.parts.empty([...open], plan)) {
      if (settled.has(host) || host.incoming.size > 0) continue;
      const before = plan.moves.length;
      const elsewhere = [...open].filter((other) => other !== host);
      const vms = movable(host);
      const gone = vms.length === host.committed.vms && vms.every((vm) => this.#place(vm, elsewhere));
      if (gone) open.delete(host);
      else plan.undoTo(before);
      for (const { to } of plan.moves.slice(before)) settled.add(to);
    }
  }

  /** Whether a host has too much to do as planned, with one more VM if one is given. */
  #overloaded(host: HostView, more?: VmView): boolean {
    const { state, parts } = this;
    const capacity = host.capacity.cores;
    const vms = [...this.#plan.vmsOn(host), ...(more ? [more] : [])].filter((vm) => !this.#leaving.has(vm));
    const now = vms.reduce((sum, vm) => sum + vm.demandOn(host), 0) / capacity;
    const { samples } = parts.when;
    if (samples <= 1) return parts.when.overloaded([now]);
    const past = new Array<number>(samples - 1).fill(0);
    let known = 0;
    for (const vm of vms) {
      const history = state.history(vm).slice(-samples, -1);
      known = Math.max(known, history.length);
      for (const [i, load] of history.entries())
        past[samples - 1 - history.length + i] =
          (past[samples - 1 - history.length + i] as number) + vm.demandOn(host, load);
    }
    return parts.when.overloaded([...past.slice(samples - 1 - known).map((cores) => cores / capacity), now]);
  }
}
