/** What a policy sees of the data centre, and what it may say. Planning changes nothing: an order is data. */
import { type Kind, quantity } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';
import type { HostState, Resources } from '../resources.ts';

/** A host as policies see it. Nothing here may be changed by a policy. */
export interface HostView {
  /** Its place in the order of the platform, from 0 on. */
  readonly index: number;
  /** As in the platform. */
  readonly name: string;
  /** The `role` property of the platform: `warehouse`, `highpower`, `storage`, or none. */
  readonly role: string | undefined;
  /** Awake, asleep, on the way between, or down. */
  readonly state: HostState;
  /** Whether VMs can run here now: false while it sleeps or is down. */
  readonly awake: boolean;
  /** Cores, whatever the profiles leave of them. */
  readonly cores: number;
  /** Flop/s of one core, without the speed profile. */
  readonly speed: number;
  /** Infinity where the platform does not tell (host property `ram`). */
  readonly ramBytes: number;
  /** What availability and speed profiles leave: no cores on a failed host, half of them at half the speed. */
  readonly capacity: Resources;
  /** What its VMs ask for now, and the memory that they take. */
  readonly demand: Resources;
  /** VMs that run here now, those on their way out included, in order of arrival. */
  readonly vms: readonly VmView[];
  /** VMs that are on their way here. */
  readonly incoming: ReadonlySet<VmView>;
  /** VMs that are on their way from here. */
  readonly outgoing: ReadonlySet<VmView>;
  /** VMs that are here to stay or on their way here: how many, their vCPUs, and what they ask for. */
  readonly committed: Resources & { readonly vms: number; readonly vcpus: number };
  /** Memory that is free now: VMs that leave take theirs until they are gone, VMs on their way here theirs already. */
  readonly freeMemoryBytes: number;
  /** Watts switched on without load, with all cores busy, and switched off. */
  readonly power: { readonly idleW: number; readonly maxW: number; readonly offW: number };
  /** Watts that it draws, switched on, with this many cores busy. */
  powerW(busyCores: number): number;
}

/** A VM as policies see it. */
export interface VmView {
  /** Its number, from 0 on. */
  readonly index: number;
  /** `vm-0`, `vm-1`, ... */
  readonly name: string;
  /** The name of its group, where the experiment gives it one. */
  readonly group: string | undefined;
  /** Its virtual CPUs. */
  readonly vcpus: number;
  /** Its memory, bytes. */
  readonly memoryBytes: number;
  /** Where it runs now. */
  readonly host: HostView;
  /** Where it is going, while it migrates. */
  readonly destination: HostView | undefined;
  /** Its migration has not begun, for too many are under way: another order takes its place, and one back to its host
   * takes it back. */
  readonly waits: boolean;
  /** Fraction of its vCPUs that it asks for. */
  readonly load: number;
  /** What it asks for where it is, in cores. */
  readonly demandCores: number;
  /** What it would ask for on a host, in cores: at its present load, or at the one given. With an absolute speed it takes a
   * smaller share of a faster core, and at most all of a slower one. */
  demandOn(host: HostView, load?: number): number;
  /** Bytes/s that it writes while it gets all the CPU that it asks for. */
  readonly dirtyRate: number;
}

/** What a policy sees when it decides. */
export interface DataCentre {
  /** Simulated time, seconds. */
  readonly nowS: number;
  /** In the order of the platform file. */
  readonly hosts: readonly HostView[];
  /** Those that run now, in the order in which they started. VMs that come later have higher numbers, and none is given
   * twice. */
  readonly vms: readonly VmView[];
  /** What the monitor of the policy has seen of a host or VM: demand as a fraction of its cores or vCPUs, oldest first.
   * Empty without a monitor. */
  history(of: HostView | VmView): readonly number[];
}

/** Something to do now. What cannot be done is recorded as refused, or ignored where it is done already. */
export type Order =
  | { readonly do: 'migrate'; readonly vm: VmView; readonly to: HostView }
  | { readonly do: 'wake'; readonly host: HostView }
  /** Only with `sleep: 'asked'`; a host with VMs or migrations stays awake. */
  | { readonly do: 'sleep'; readonly host: HostView }
  /** Calls the `ask` handler at this time. */
  | { readonly do: 'ask'; readonly atS: number };

/** The order to migrate a VM. */
export type Move = Extract<Order, { readonly do: 'migrate' }>;

/** How a migration ended: see the outcomes of a migration record. */
export interface Ending {
  /** As in the record of the migration. */
  readonly outcome: 'converged' | 'not-converged' | 'failed' | 'refused';
  /** Where the VM was when it began. */
  readonly from: HostView;
  /** Where it was to go. */
  readonly to: HostView;
}

export type Orders = Iterable<Order>;

/** A handler is the subscription: what a policy does not handle, it is not asked about. Each returns orders. */
export interface Handlers {
  /** The run begins: VMs are placed, all hosts are on. */
  start?(state: DataCentre): Orders;
  /** One of `ticks` has come. */
  tick?(state: DataCentre): Orders;
  /** A time has come for which an order asked. */
  ask?(state: DataCentre): Orders;
  /** The load of a VM is another one now. */
  load?(vm: VmView, state: DataCentre): Orders;
  /** A migration is over, whichever way; the VM is where it is now. */
  migrated?(vm: VmView, ending: Ending, state: DataCentre): Orders;
  /** A VM that has arrived runs from now on. */
  arrived?(vm: VmView, state: DataCentre): Orders;
  /** A VM has left for good: orders about it are ignored. */
  departed?(vm: VmView, state: DataCentre): Orders;
  /** A host failed, came back, woke up, fell asleep, or has another capacity. */
  host?(host: HostView, state: DataCentre): Orders;
}

/** When VMs move, and where to: what `create` makes for one run. */
export interface Policy {
  /** Whether hosts sleep: as soon as nothing holds them awake, never, or when an order says so. */
  readonly sleep: 'idle' | 'never' | 'asked';
  /** With `idle`: seconds without anything to do before a host goes to sleep; 0 by default. */
  readonly sleepAfterS?: number;
  /** When ticks come: times in seconds, ascending. */
  readonly ticks?: Iterable<number>;
  /** The histories that the simulation keeps for it: a sample every so many seconds, and how many of them. */
  readonly monitor?: { readonly everyS: number; readonly samples: number };
  /** What it wants to be asked about. */
  readonly on: Handlers;
  /** Figures of its own at the end of the run, by the names that its kind declares. */
  figures?(state: DataCentre): Readonly<Record<string, number>>;
}

/** What a move is expected to take. */
export interface EstimatedMove {
  /** From the decision to running elsewhere. */
  readonly seconds: number;
  /** Beyond the power of the hosts, joules. */
  readonly energyJ: number;
}

export type EstimateMove = (vm: VmView, to: HostView) => EstimatedMove;

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
  readonly estimate: EstimateMove;
}

/** A way to decide on moves; `P` are its parameters in SI. */
export type PolicyKind<P> = Kind<P, PolicyContext, Policy>;

/** What every policy takes that lets hosts sleep. */
export const sleepParameters = {
  sleepAfter: quantity('time', 'Time without anything to do before a host goes to sleep', { default: '0 s' }),
};

/** start, start + period, start + 2 * period, ... */
export function* every(periodS: number, startS: number): Generator<number> {
  for (let n = 0; ; n++) yield startS + n * periodS;
}
