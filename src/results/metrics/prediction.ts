/** How far the estimates made before migrations were off: (what it took - estimate) / estimate, over the migrations of
 * a run that arrived. Above zero it took more than expected, most often because others shared the network. */
import type { MigrationTable } from './migration-table.ts';

/** Fractions; all zero where nothing was predicted. */
export interface ErrorDistribution {
  readonly mean: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

export interface PredictionError {
  readonly time: ErrorDistribution;
  readonly bytes: ErrorDistribution;
}

export function predictionError(migrations: MigrationTable): PredictionError {
  const moved = migrations.arrived();
  return {
    time: distribution(moved, migrations.seconds(), migrations.column('predictedS')),
    bytes: distribution(moved, migrations.sentBytes(), migrations.column('predictedBytes')),
  };
}

/** Of these rows, where there was a prediction. */
function distribution(rows: readonly number[], actual: Float64Array, predicted: Float64Array): ErrorDistribution {
  const told = rows.filter((row) => (predicted[row] as number) > 0);
  if (told.length === 0) return { mean: 0, p5: 0, p50: 0, p95: 0 };
  const errors = new Float64Array(
    told.map((row) => ((actual[row] as number) - (predicted[row] as number)) / (predicted[row] as number)),
  ).sort();
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return { mean, p5: quantile(errors, 0.05), p50: quantile(errors, 0.5), p95: quantile(errors, 0.95) };
}

/** Of sorted values, with linear interpolation between neighbours. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}
