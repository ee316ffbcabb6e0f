import type { HotPages } from '../models/hot-pages.ts';
import type { VmView } from '../models/policies/contract.ts';
import type { Host } from './host.ts';
import type { MigrationRun } from './migration-run.ts';

/** A virtual machine in a run. */
export class Vm implements VmView {
  load = 0;
  /** Bytes/s while it gets all the CPU that it asks for. */
  dirtyRate = 0;
  /** The one that is under way. */
  migration: MigrationRun | undefined;
  /** Stopped for the last stage of a migration. */
  paused = false;
  /** Fraction of what it asks for that it can use: less than 1 while it waits for pages that are still elsewhere. */
  speed = 1;

  /** Integrals up to the time that its host is settled. */
  writtenBytes = 0;
  dynamicJ = 0;
  idleShareJ = 0;
  migrationJ = 0;
  /** Core-seconds that it asked for and did not get; of cores as fast as its vCPUs, where these have a speed. */
  unservedCoreS = 0;

  /** The CPU action that stands for it in the kernel; none while its host is down. */
  action: number | undefined;

  /** Core-seconds that it still has to get before it leaves; Infinity where it has no work that ends. */
  workLeftCoreS = Number.POSITIVE_INFINITY;

  constructor(
    /** Of all VMs that ever come, in their order. */
    readonly index: number,
    /** Of the VMs that are there at a time: it is given to another one when this one has left. */
    readonly slot: number,
    readonly name: string,
    /** The name of its group, if it has one. */
    readonly group: string | undefined,
    readonly vcpus: number,
    readonly memoryBytes: number,
    readonly workingSetBytes: number,
    readonly hot: HotPages,
    /** Flop/s of a vCPU; undefined where loads are shares of the cores that the VM is on, whatever these do. */
    readonly vcpuSpeed: number | undefined,
    public host: Host,
  ) {}

  /** Where it is on its way to. */
  get destination(): Host | undefined {
    return this.migration?.to;
  }

  /** Its migration has not begun: others are under way. */
  get waits(): boolean {
    return this.migration?.waits === true;
  }

  /** What it asks for, in vCPUs, wherever it is. */
  get demandVcpus(): number {
    return this.load * this.vcpus;
  }

  get demandCores(): number {
    return this.demandOn(this.host);
  }

  /** A vCPU never takes more than a core: on a slow one the VM gets what that gives. */
  demandOn(host: { readonly speed: number }, load = this.load): number {
    return Math.min(load * this.coresPerVcpu(host), 1) * this.vcpus;
  }

  /** Cores of a host that do the work of one vCPU. */
  coresPerVcpu({ speed }: { readonly speed: number }): number {
    return this.vcpuSpeed === undefined ? 1 : this.vcpuSpeed / speed;
  }

  /** What it asks the CPU for right now: nothing while it is paused. */
  get activeCores(): number {
    return this.paused ? 0 : this.demandCores * this.speed;
  }
}
