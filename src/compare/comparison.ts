import type { Untested } from './paired-difference.ts';

/** What `compare --json` prints, version 1. Only additions keep the version. */
export interface Comparison {
  /** Of the format. */
  readonly version: 1;
  /** Its name. */
  readonly experiment: string;
  /** Version of this package that made the result. */
  readonly wattshift: string;
  /** Version of SimGrid that made the result. */
  readonly simgrid: string;
  /** The id of the cell that the others are held against. */
  readonly reference: string;
  /** Those that were compared, in order: metrics and kinds' own figures. */
  readonly metrics: readonly string[];
  /** Differences count as significant if their corrected p is at most `level`. */
  readonly correction: { readonly method: 'holm'; readonly comparisons: number; readonly level: number };
  /** Every cell but the reference, in the order of the result. */
  readonly cells: readonly ComparedCell[];
  /** Every cell, the reference too, for which the same experiment has the mechanism `ideal` as well. */
  readonly possible: readonly PossibleShare[];
  /** Every cell whose result has the bound. */
  readonly ofBound: readonly BoundShare[];
}

/** One cell beside the reference. */
export interface ComparedCell {
  /** Id of the cell. */
  readonly id: string;
  /** The swept paths with their values as written. */
  readonly axes: Readonly<Record<string, unknown>>;
  /** The seeds that the cell and the reference both have, in the order of the reference. Only these count. */
  readonly seeds: readonly number[];
  /** How many seeds of either one are left out. */
  readonly seedsLeftOut: number;
  /** By name; empty without a common seed. */
  readonly metrics: Readonly<Record<string, MetricDifference>>;
}

/** One metric of a cell and of the reference on the same seeds, in the unit of the metric. */
export interface MetricDifference {
  /** Of the metric. */
  readonly unit: string;
  /** Of figures that `METRICS` does not name. */
  readonly title?: string | undefined;
  /** Mean of the reference. */
  readonly reference: number;
  /** Mean of the cell. */
  readonly mean: number;
  /** Mean of cell minus reference, seed by seed. */
  readonly difference: number;
  /** Over the size of the reference; null where that is 0. */
  readonly relative: number | null;
  /** Of the difference, by Student's t; null where there is no test. */
  readonly ci95: readonly [number, number] | null;
  /** Of the paired t-test, two-sided; null where there is no test. */
  readonly p: number | null;
  /** Corrected for all comparisons made. */
  readonly pHolm: number | null;
  /** Whether the corrected p is small enough; null with fewer than two seeds. */
  readonly significant: boolean | null;
  /** Why there is no test; null where there is one. */
  readonly untested: Untested | null;
}

/** How much a cell saves of what could be saved if moving were instant and free. Saved energy is `baselineEnergyJ -
 * energyJ`, meaned over the seeds that all cells concerned have. */
export interface PossibleShare {
  /** Id of the cell. */
  readonly cell: string;
  /** The cell with the mechanism `ideal` that is the same in all else. */
  readonly ideal: string;
  /** What the cell saves, joules. */
  readonly savedJ: number;
  /** What the ideal saves, joules. */
  readonly possibleJ: number;
  /** savedJ / possibleJ: 1 is the ideal, below 0 the cell takes more energy than without consolidation. Null where the
   * ideal saves nothing. */
  readonly ofPossible: number | null;
  /** (saved - saved by the reference) / (saved by the ideal - saved by the reference). Null where the cell is the
   * reference or differs from it in more than the mechanism, or the ideal saves no more than the reference. */
  readonly ofGap: number | null;
}

/** How much a cell saves of what could be saved with any policy and mechanism that serve all work. Means over the seeds of
 * the cell; energies in J. */
export interface BoundShare {
  /** Id of the cell. */
  readonly cell: string;
  /** `baselineEnergyJ - energyJ`. */
  readonly savedJ: number;
  /** `baselineEnergyJ - boundAskedJ`. */
  readonly possibleJ: number;
  /** savedJ / possibleJ: more than 1 only where work is left undone. Null where nothing could be saved. */
  readonly ofPossible: number | null;
  /** Work that was asked for and not done, over all that was asked for. */
  readonly unservedRatio: number;
}
