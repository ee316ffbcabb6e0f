import type { MetricName } from '../metrics/metrics.ts';
import type { CellResult } from '../results/result.ts';

/** The seeds that all of the cells have, in the order of the first. */
export function commonSeeds([first, ...others]: readonly CellResult[]): readonly number[] {
  return (first?.seeds ?? []).filter((seed) => others.every(({ seeds }) => seeds.includes(seed)));
}

/** A metric of a cell for these seeds, in their order. */
export function valuesOf(cell: CellResult, metric: MetricName, seeds: readonly number[]): readonly number[] {
  const values = cell.metrics[metric]?.values ?? [];
  return seeds.map((seed) => values[cell.seeds.indexOf(seed)] as number);
}
