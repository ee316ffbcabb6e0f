import type { Kind } from '../kind.ts';
import type { Random } from '../random.ts';

/** A host as policies see it. Nothing here may be changed by a policy. */
export interface HostView {
  /** Its place in the order of the platform, from 0 on. */
  readonly index: number;
  /** As in the platform. */
  readonly name: string;
  /** How many it has. */
  readonly cores: number;
  /** The `role` property of the platform: `warehouse`, `highpower`, `storage`, or none. */
  readonly role: string | undefined;
  /** False while it sleeps or is down. */
  readonly awake: boolean;
  /** VMs that run here now, those on their way out included, in order of arrival. */
  readonly vms: readonly VmView[];
  /** VMs that are on their way here. */
  readonly incoming: ReadonlySet<VmView>;
  /** VMs that are here to stay or on their way here, and their vCPUs. */
  readonly committed: { readonly vms: number; readonly vcpus: number };
  /** Watts switched on without load, and switched off. */
  readonly power: { readonly idleW: number; readonly offW: number };
  /** Infinity where the platform does not tell (host property `ram`). */
  readonly ramBytes: number;
}

/** A VM as policies see it. */
export interface VmView {
  /** Its number, from 0 on. */
  readonly index: number;
  /** `vm-0`, `vm-1`, ... */
  readonly name: string;
  /** Its virtual CPUs. */
  readonly vcpus: number;
  /** Its memory, bytes. */
  readonly memoryBytes: number;
  /** Where it runs now. */
  readonly host: HostView;
  /** Where it is going, while it migrates. */
  readonly destination: HostView | undefined;
  /** Fraction of its vCPUs that it asks for. */
  readonly load: number;
  /** What it asks for, in cores. */
  readonly demandCores: number;
  /** Whether the workload calls its present phase busy. */
  readonly heavy: boolean;
  /** Memory that it writes now, bytes/s. */
  readonly dirtyRate: number;
}

/** What a policy sees when it decides. */
export interface DataCentre {
  /** Simulated time, seconds. */
  readonly nowS: number;
  /** In the order of the platform file. */
  readonly hosts: readonly HostView[];
  /** In the order of their numbers. */
  readonly vms: readonly VmView[];
}

/** A VM that is to migrate. */
export interface Move {
  /** Which one. */
  readonly vm: VmView;
  /** Where to. */
  readonly to: HostView;
}

/** Why a policy is asked: the run begins, its period is over, loads changed, a VM arrived where it was sent. */
export type Cause =
  | { readonly kind: 'start' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'load'; readonly vm: VmView }
  | { readonly kind: 'arrival'; readonly vm: VmView };

/** When VMs move, and where to: what `create` makes for one run. */
export interface Policy {
  /** True: a host without VMs and migrations is put to sleep. */
  readonly sleepsIdleHosts: boolean;
  /** When ticks come: at these times, in order. */
  readonly ticks: Iterable<number>;
  /** The moves to start now, planned without touching the state. Moves of migrating VMs, or to where they are, are
   * ignored. Called for each cause listed in `reactsTo`. */
  decide(cause: Cause, state: DataCentre): readonly Move[];
  /** The causes that `decide` is called for. */
  readonly reactsTo: ReadonlySet<Cause['kind']>;
}

/** What a move is expected to take. */
export interface EstimatedMove {
  /** From the decision to running elsewhere. */
  readonly seconds: number;
  /** Beyond the power of the hosts, joules. */
  readonly energyJ: number;
}

/** What a policy knows of the run when it is made. */
export interface PolicyContext {
  /** Simulated time, seconds. */
  readonly durationS: number;
  /** In the order of the platform. */
  readonly hosts: readonly HostView[];
  /** In the order of their numbers. */
  readonly vms: readonly VmView[];
  /** Seeded by the run. */
  readonly random: Random;
  /** By the mechanism and the energy model of the experiment, on an idle network and with unchanging loads. */
  readonly estimate: (vm: VmView, to: HostView) => EstimatedMove;
}

/** A way to decide on moves; `P` are its parameters in SI. */
export type PolicyKind<P> = Kind<P, PolicyContext, Policy>;

/** start, start + period, start + 2 * period, ... */
export function* every(periodS: number, startS: number): Generator<number> {
  for (let n = 0; ; n++) yield startS + n * periodS;
}
