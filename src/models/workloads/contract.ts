import type { Kind } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';
import type { HotPages } from '../hot-pages.ts';

/** A stretch of time in which a VM asks for the same. */
export interface Phase {
  /** Seconds; the last phase of a VM may be Infinity. */
  readonly durationS: number;
  /** Fraction of the VM's vCPUs, 0..1. */
  readonly load: number;
  /** Memory written while the VM gets all the CPU it asks for, bytes/s; with half of it, half as fast. */
  readonly dirtyRate: number;
}

/** What VMs do. The loads depend on nothing but the seed: not on the policy, nor on the mechanism. */
export interface Workload {
  /** Distinct memory that a VM writes, bytes: a page that is dirty already does not count again. */
  readonly workingSetBytes: number;
  /** The part of that which is written more often; none by default. */
  readonly hot?: HotPages;
  /** The phases of one VM from t = 0 on; each is looked at before the next one is asked for, and may be the same object.
   * `random` is that VM's own stream. */
  phases(
    vm: { readonly index: number; readonly name: string; readonly vcpus: number },
    random: Random,
  ): Iterator<Phase, void>;
}

/** What a workload knows of the run. */
export interface WorkloadContext {
  /** Simulated time, seconds. */
  readonly durationS: number;
  /** The VMs at t = 0 that it serves, in their order. Others may arrive later. */
  readonly vmNames: readonly string[];
}

/** A way for VMs to ask for CPU and to write memory; `P` are its parameters in SI. */
export type WorkloadKind<P> = Kind<P, WorkloadContext, Workload>;
