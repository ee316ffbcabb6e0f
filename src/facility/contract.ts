import type { Kind } from '../kind.ts';
import type { FacilityMetricName } from '../metrics/metrics.ts';
import type { MigrationTable } from '../metrics/migration-table.ts';
import type { PowerSeries } from '../results/run-output.ts';

/** The energy of a run in time, as far as it is paid for. */
export interface RunEnergy {
  readonly durationS: number;
  /** All of it, joules. */
  readonly energyJ: number;
  readonly power: PowerSeries;
  /** Whether the power of a host counts. */
  readonly counts: (host: number) => boolean;
  readonly migrations: MigrationTable;
}

/** What the energy of the machines means for the building around them. */
export interface Facility {
  metrics(run: RunEnergy): Readonly<Partial<Record<FacilityMetricName, number>>>;
}

export type FacilityKind<P> = Kind<P, Record<string, never>, Facility>;
