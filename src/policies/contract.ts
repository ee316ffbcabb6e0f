import type { Kind } from '../kind.ts';
import type { Random } from '../random.ts';

/** A host as policies see it. Nothing here may be changed by a policy. */
export interface HostView {
  readonly index: number;
  readonly name: string;
  readonly cores: number;
  /** The `role` property of the platform: `warehouse`, `highpower`, `storage`, or none. */
  readonly role: string | undefined;
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
  readonly index: number;
  readonly name: string;
  readonly vcpus: number;
  readonly memoryBytes: number;
  /** Where it runs now. */
  readonly host: HostView;
  /** Where it is going, while it migrates. */
  readonly destination: HostView | undefined;
  /** Fraction of its vCPUs that it asks for. */
  readonly load: number;
  /** What it asks for, in cores. */
  readonly demandCores: number;
  readonly heavy: boolean;
  readonly dirtyRate: number;
}

export interface DataCentre {
  readonly nowS: number;
  /** In the order of the platform file. */
  readonly hosts: readonly HostView[];
  readonly vms: readonly VmView[];
}

export interface Move {
  readonly vm: VmView;
  readonly to: HostView;
}

/** Why a policy is asked: the run begins, its period is over, loads changed, a VM arrived where it was sent. */
export type Cause =
  | { readonly kind: 'start' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'load'; readonly vm: VmView }
  | { readonly kind: 'arrival'; readonly vm: VmView };

export interface Policy {
  /** True: a host without VMs and migrations is put to sleep. */
  readonly sleepsIdleHosts: boolean;
  /** When ticks come: at these times, in order. */
  readonly ticks: Iterable<number>;
  /** The moves to start now, planned without touching the state. Moves of migrating VMs, or to where they are, are
   * ignored. Called for each cause listed in `reactsTo`. */
  decide(cause: Cause, state: DataCentre): readonly Move[];
  readonly reactsTo: ReadonlySet<Cause['kind']>;
}

/** What a move is expected to take. */
export interface EstimatedMove {
  readonly seconds: number;
  readonly energyJ: number;
}

export interface PolicyContext {
  readonly durationS: number;
  readonly hosts: readonly HostView[];
  readonly vms: readonly VmView[];
  readonly random: Random;
  /** By the mechanism and the energy model of the experiment, on an idle network and with unchanging loads. */
  readonly estimate: (vm: VmView, to: HostView) => EstimatedMove;
}

export type PolicyKind<P> = Kind<P, PolicyContext, Policy>;

/** start, start + period, start + 2 * period, ... */
export function* every(periodS: number, startS: number): Generator<number> {
  for (let n = 0; ; n++) yield startS + n * periodS;
}
