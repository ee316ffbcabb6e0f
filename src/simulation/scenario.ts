/** One cell of an experiment as plain immutable data: all that a run needs besides its seed. */
import type { KindChoice } from '../base/kind.ts';

/** A platform with all that it refers to, so that a run needs no file system. */
export interface PlatformFiles {
  /** As the user named it; for messages. */
  readonly path: string;
  /** SHA-256 over the XML and the profile files. */
  readonly hash: string;
  /** SimGrid's platform XML, version 4.1. */
  readonly xml: string;
  /** Profile files by the name that the XML uses, relative to it. */
  readonly profiles: Readonly<Record<string, string>>;
}

/** VMs of one size that do the same. */
export interface VmGroup {
  /** For people; VMs are numbered through all groups. */
  readonly name?: string;
  /** How many there are at t = 0; with arrivals, how many come at most, or Infinity. */
  readonly count: number;
  /** Virtual CPUs of each; with load 1, a VM asks for as many cores. */
  readonly vcpus: number;
  /** Memory of each, bytes. */
  readonly memoryBytes: number;
  /** Flop/s of a vCPU; where it is left out, loads are shares of the cores that a VM is on. */
  readonly speed?: number;
  /** What they do, where that is not the workload of all. */
  readonly workload?: KindChoice;
  /** When they come; all are there at t = 0 where it is left out. */
  readonly arrivals?: KindChoice;
  /** How long they run; to the end where it is left out. */
  readonly lifetime?: KindChoice;
  /** What becomes of one that arrives where no host has room: it waits, unless it is refused. */
  readonly whenFull?: 'queue' | 'refuse';
}

/** A kind of placement, which may stand as its name alone; or one host name per VM, in VM order. */
export type StartPlaces = string | KindChoice | readonly string[];

/** How many migrations may be under way at once, and which of those that wait goes first. */
export interface MigrationLimits {
  /** From and to one host together. */
  readonly perHost: number;
  /** In all. */
  readonly total: number;
  /** Of those that wait. */
  readonly order: MigrationOrder;
}

/** `fifo`: in the order in which they were asked for; `smallest`: the VM with the least memory; `largest-saving`: from
 * hosts that are being emptied, by what sleeping saves there over the VMs that still have to leave. */
export const MIGRATION_ORDERS = ['fifo', 'smallest', 'largest-saving'] as const;
type MigrationOrder = (typeof MIGRATION_ORDERS)[number];

/** What a run simulates: an experiment's cell, all that it needs besides a seed. SI units throughout. */
export interface Scenario {
  /** The machines and their network. */
  readonly platform: PlatformFiles;
  /** Simulated time, from 0 up to, not including, this. */
  readonly durationS: number;
  /** Groups of equal VMs, numbered through: vm-0, vm-1, ... */
  readonly vms: readonly VmGroup[];
  /** Where the VMs are at t = 0. */
  readonly placement: StartPlaces;
  /** What VMs of groups without a workload of their own do; may be missing where there are none. */
  readonly workload?: KindChoice;
  /** When VMs move, and where to. */
  readonly policy: KindChoice;
  /** How a VM is moved. */
  readonly mechanism: KindChoice;
  /** What a move costs beyond the power of the hosts. */
  readonly migrationEnergy: KindChoice;
  /** What the energy means for the building: PUE, price, carbon. */
  readonly facility: KindChoice;
  /** How many migrations may be under way at once; any number where it is left out. */
  readonly migrations?: MigrationLimits;
  /** Whether the energy of storage hosts counts. */
  readonly storageEnergy: boolean;
  /** SimGrid configuration items, `network/model` and the like. */
  readonly simgrid: Readonly<Record<string, string>>;
}

/** A placement as one writes it by hand; or one host name per VM, in VM order. */
export type WrittenPlaces = string | WrittenChoice | readonly string[];

/** A kind by name, as one writes it by hand: parameters that have defaults may be left out. Numbers are SI, so that a
 * bandwidth is in bytes/s; text is read as in an experiment file, with its unit: `'10 Gbps'`. Files that parameters name
 * are relative to the working directory. A part among the parameters is a name or a choice of its own. */
export interface WrittenChoice {
  /** The name in the registry. */
  readonly kind: string;
  /** By name. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** A scenario as one writes it by hand: what has a default in an experiment file may be left out here, too. */
export interface WrittenScenario {
  /** As `loadPlatform` gives it, or `{ xml }`. */
  readonly platform: Pick<PlatformFiles, 'xml'> & Partial<PlatformFiles>;
  /** Simulated time, more than zero. */
  readonly durationS: number;
  /** Groups of equal VMs, numbered through: vm-0, vm-1, ... One vCPU is the default. */
  readonly vms: readonly (Omit<VmGroup, 'vcpus'> & Partial<VmGroup>)[];
  /** `fill` by default. */
  readonly placement?: WrittenPlaces | undefined;
  /** What the VMs do. */
  readonly workload: WrittenChoice;
  /** When VMs move, and where to. */
  readonly policy: WrittenChoice;
  /** `pre-copy` by default. */
  readonly mechanism?: WrittenChoice | undefined;
  /** `linear` by default. */
  readonly migrationEnergy?: WrittenChoice | undefined;
  /** `none` by default. */
  readonly facility?: WrittenChoice | undefined;
  /** How many migrations may be under way at once; any number by default. */
  readonly migrations?: Partial<MigrationLimits> | undefined;
  /** False by default. */
  readonly storageEnergy?: boolean | undefined;
  /** SimGrid's own defaults by default. */
  readonly simgrid?: Readonly<Record<string, string | number | boolean>> | undefined;
}
