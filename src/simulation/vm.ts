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
  /** Core-seconds that it asked for and did not get. */
  unservedCoreS = 0;

  /** The CPU action that stands for it in the kernel; none while its host is down. */
  action: number | undefined;

  constructor(
    readonly index: number,
    readonly name: string,
    readonly vcpus: number,
    readonly memoryBytes: number,
    readonly workingSetBytes: number,
    readonly hot: HotPages,
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

  /** What it asks for, in cores. */
  get demandCores(): number {
    return this.load * this.vcpus;
  }

  /** What it asks the CPU for right now: nothing while it is paused. */
  get activeCores(): number {
    return this.paused ? 0 : this.demandCores * this.speed;
  }
}
