/** The parts that a consolidation policy is composed of: when hosts have too much, which VM leaves, where it goes, and
 * which hosts are emptied. Each part is one small file; what it needs beyond its arguments is in its parameters. */
import type { Kind } from '../../base/kind.ts';
import type { HostView, PolicyContext, VmView } from './contract.ts';
import type { Plan } from './plan.ts';

/** When a host has too much to do: a pure function of its history. */
export interface OverloadTest {
  /** How many samples it looks at. */
  readonly samples: number;
  /** `history`: what the VMs that are to be on the host asked for, over its capacity, oldest first; the last is now. */
  overloaded(history: readonly number[]): boolean;
}

/** Which VM leaves a host first. `vms` is not empty. */
export type VmChoice = (vms: readonly VmView[], host: HostView) => VmView;

/** Which of the hosts that have room takes a VM; none if it had better stay. */
export type HostChoice = (vm: VmView, hosts: readonly HostView[], plan: Plan) => HostView | undefined;

/** The hosts that should be emptied if their VMs fit elsewhere, in this order. */
export type Emptying = (hosts: readonly HostView[], plan: Plan) => readonly HostView[];

/** An overload test that a policy can name; `P` are its parameters in SI. */
export type OverloadTestKind<P> = Kind<P, PolicyContext, OverloadTest>;
/** A VM choice that a policy can name; `P` are its parameters in SI. */
export type VmChoiceKind<P> = Kind<P, PolicyContext, VmChoice>;
/** A host choice that a policy can name; `P` are its parameters in SI. */
export type HostChoiceKind<P> = Kind<P, PolicyContext, HostChoice>;
/** A way to choose the hosts that are emptied; `P` are its parameters in SI. */
export type EmptyingKind<P> = Kind<P, PolicyContext, Emptying>;

/** The one with the smallest figure, the first among equals. Undefined where there is none. */
export function least<T>(all: Iterable<T>, figure: (one: T) => number): T | undefined {
  let best: T | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const value = figure(one);
    if (value < smallest) [best, smallest] = [one, value];
  }
  return best;
}
