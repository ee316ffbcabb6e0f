import type { Kind } from '../../base/kind.ts';
import type { Figures } from '../../results/metrics/metrics.ts';
import type { MigrationTable } from '../../results/metrics/migration-table.ts';
import type { PowerSeries } from '../../results/run-output.ts';

/** The energy of a run in time, as far as it is paid for. */
export interface RunEnergy {
  /** Simulated time, seconds. */
  readonly durationS: number;
  /** All of it, joules. */
  readonly energyJ: number;
  /** Of every host over time, watts. */
  readonly power: PowerSeries;
  /** Whether the power of a host counts. */
  readonly counts: (host: number) => boolean;
  /** With the energy of each, joules. */
  readonly migrations: MigrationTable;
}

/** What the energy of the machines means for the building around them. One for each run. */
export interface Facility {
  /** Called for each stretch of time in which a host of the baseline draws the same power, in the order in which they
   * end; watts and seconds. */
  readonly baselineDrew?: (watts: number, fromS: number, untilS: number) => void;
  /** The metrics that the facility adds to a run, by name, in their units: kWh, currency, kg. Called at its end. */
  metrics(run: RunEnergy): Readonly<Record<string, number>>;
  /** Unit and title of figures that `METRICS` does not name, or whose unit is the experiment's choice. */
  readonly figures?: Figures | undefined;
}

/** A way to go from joules to what a building draws, pays and emits; `P` are its parameters in SI. */
export type FacilityKind<P> = Kind<P, Record<string, never>, Facility>;
