import type { CellResult } from '../results/result.ts';
import { type PairedDifference, pairedDifference } from './paired-difference.ts';

/** The seeds that all of the cells have, in the order of the first. */
export function commonSeeds([first, ...others]: readonly CellResult[]): readonly number[] {
  return (first?.seeds ?? []).filter((seed) => others.every(({ seeds }) => seeds.includes(seed)));
}

/** A metric of a cell for these seeds, in their order. */
export function valuesOf(cell: CellResult, metric: string, seeds: readonly number[]): readonly number[] {
  const values = cell.metrics[metric]?.values ?? [];
  return seeds.map((seed) => values[cell.seeds.indexOf(seed)] as number);
}

/** A metric of a cell minus that of another, seed by seed. */
export function differenceOf(
  cell: CellResult,
  other: CellResult,
  metric: string,
  seeds: readonly number[],
): PairedDifference {
  const size = cell.metrics[metric]?.unit === '1' ? 1 : 0;
  return pairedDifference(valuesOf(cell, metric, seeds), valuesOf(other, metric, seeds), size);
}
