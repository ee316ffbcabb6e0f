/** One cell of an experiment as plain immutable data: all that a run needs besides its seed. */
import type { KindChoice } from './kind.ts';
import type { MigrationLimits } from './simulation/migration-queue.ts';

/** A platform with all that it refers to, so that a run needs no file system. */
export interface PlatformFiles {
  /** As the user named it; for messages. */
  readonly path: string;
  /** SHA-256 over the XML and the profile files. */
  readonly hash: string;
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
  readonly vcpus: number;
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

export interface Scenario {
  readonly platform: PlatformFiles;
  readonly durationS: number;
  /** Groups of equal VMs, numbered through: vm-0, vm-1, ... */
  readonly vms: readonly VmGroup[];
  readonly placement: StartPlaces;
  /** What VMs of groups without a workload of their own do; may be missing where there are none. */
  readonly workload?: KindChoice;
  readonly policy: KindChoice;
  readonly mechanism: KindChoice;
  readonly migrationEnergy: KindChoice;
  readonly facility: KindChoice;
  /** How many migrations may be under way at once; any number where it is left out. */
  readonly migrations?: MigrationLimits;
  /** Whether the energy of storage hosts counts. */
  readonly storageEnergy: boolean;
  /** SimGrid configuration items, `network/model` and the like. */
  readonly simgrid: Readonly<Record<string, string>>;
}
