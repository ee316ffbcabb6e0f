import type { Figures, Metrics } from './metrics/metrics.ts';
import type { MigrationTable } from './metrics/migration-table.ts';
import type { PredictionError } from './metrics/prediction.ts';

/** What one run hands back, small enough to cross from a worker. */
export interface RunOutput {
  /** By name, in the units of METRICS. */
  readonly metrics: Metrics;
  /** Of those metrics that a kind has of its own, and of those whose unit the experiment decides. */
  readonly figures?: Figures | undefined;
  /** How far the estimates of migrations were off. */
  readonly prediction: PredictionError;
  /** Every migration, in the order in which they ended. */
  readonly migrations: MigrationTable;
  /** Of every host over time, watts. */
  readonly power: PowerSeries;
  /** Where the joules went. */
  readonly account: EnergyAccount;
  /** Version and configuration of SimGrid. */
  readonly simgrid: { readonly version: string; readonly configuration: Readonly<Record<string, string>> };
  /** Peak size of the simulation's own memory, bytes. Varies between machines no more than the result does. */
  readonly memoryBytes: number;
}

/** Power over time: row i says that host `hostNames[host[i]]` draws `watts[i]` from `timeS[i]` on, until its next row. */
export interface PowerSeries {
  /** In the order of the platform. */
  readonly hostNames: readonly string[];
  /** In order, seconds. */
  readonly timeS: Float64Array;
  /** Index into `hostNames`. */
  readonly host: Int32Array;
  /** From then on. */
  readonly watts: Float64Array;
}

/** Where the joules went: vms + idle + asleep = hosts; hosts + migrations = energyJ. */
export interface EnergyAccount {
  /** In the order of the VMs. */
  readonly vms: readonly VmEnergy[];
  /** In the order of the platform. */
  readonly hosts: readonly HostEnergy[];
}

/** What is charged to one VM, joules. */
export interface VmEnergy {
  /** Its name. */
  readonly vm: string;
  /** What its load adds to the power of its host. */
  readonly dynamicJ: number;
  /** Its share, by vCPUs, of what its host draws without load. */
  readonly idleShareJ: number;
  /** Its migrations, over and above the hosts. */
  readonly migrationJ: number;
}

/** What one host drew, joules, and how it spent its time, seconds. */
export interface HostEnergy {
  /** Its name. */
  readonly host: string;
  /** All that the host drew, by SimGrid's host-energy plugin. */
  readonly totalJ: number;
  /** Awake without a VM to charge it to. */
  readonly emptyJ: number;
  /** Asleep or down. */
  readonly asleepJ: number;
  /** Falling asleep and waking up. */
  readonly transitionJ: number;
  /** Switched on. */
  readonly awakeS: number;
  /** Asleep, for want of VMs. */
  readonly asleepS: number;
  /** Falling asleep and waking up. */
  readonly transitionS: number;
  /** Down by its availability profile. */
  readonly failedS: number;
  /** Awake while its VMs asked for more CPU than it has. */
  readonly overloadS: number;
}
