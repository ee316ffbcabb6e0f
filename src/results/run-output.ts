import type { Figures, Metrics } from '../metrics/metrics.ts';
import type { MigrationTable } from '../metrics/migration-table.ts';
import type { PredictionError } from '../metrics/prediction.ts';

/** What one run hands back, small enough to cross from a worker. */
export interface RunOutput {
  readonly metrics: Metrics;
  /** Of those metrics that a kind has of its own, and of those whose unit the experiment decides. */
  readonly figures?: Figures | undefined;
  readonly prediction: PredictionError;
  readonly migrations: MigrationTable;
  readonly power: PowerSeries;
  readonly account: EnergyAccount;
  readonly simgrid: { readonly version: string; readonly configuration: Readonly<Record<string, string>> };
  /** Peak size of the simulation's own memory, bytes. Varies between machines no more than the result does. */
  readonly memoryBytes: number;
}

/** Power over time: row i says that host `hostNames[host[i]]` draws `watts[i]` from `timeS[i]` on, until its next row. */
export interface PowerSeries {
  readonly hostNames: readonly string[];
  readonly timeS: Float64Array;
  readonly host: Int32Array;
  readonly watts: Float64Array;
}

/** Where the joules went: vms + idle + asleep = hosts; hosts + migrations = energyJ. */
export interface EnergyAccount {
  readonly vms: readonly VmEnergy[];
  readonly hosts: readonly HostEnergy[];
}

export interface VmEnergy {
  readonly vm: string;
  /** What its load adds to the power of its host. */
  readonly dynamicJ: number;
  /** Its share, by vCPUs, of what its host draws without load. */
  readonly idleShareJ: number;
  /** Its migrations, over and above the hosts. */
  readonly migrationJ: number;
}

export interface HostEnergy {
  readonly host: string;
  /** All that the host drew, by SimGrid's host-energy plugin. */
  readonly totalJ: number;
  /** Awake without a VM to charge it to. */
  readonly emptyJ: number;
  /** Asleep or down. */
  readonly asleepJ: number;
  /** Falling asleep and waking up. */
  readonly transitionJ: number;
  readonly awakeS: number;
  readonly asleepS: number;
  readonly transitionS: number;
  /** Down by its availability profile. */
  readonly failedS: number;
  readonly overloadS: number;
}
