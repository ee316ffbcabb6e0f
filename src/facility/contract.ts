import type { Kind } from '../kind.ts';
import type { FacilityMetricName } from '../metrics/metrics.ts';
import type { MigrationTable } from '../metrics/migration-table.ts';
import type { PowerSeries } from '../results/run-output.ts';

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

/** What the energy of the machines means for the building around them. */
export interface Facility {
  /** The metrics that the facility adds to a run, by name, in their units: kWh, currency, kg. */
  metrics(run: RunEnergy): Readonly<Partial<Record<FacilityMetricName, number>>>;
}

/** A way to go from joules to what a building draws, pays and emits; `P` are its parameters in SI. */
export type FacilityKind<P> = Kind<P, Record<string, never>, Facility>;
