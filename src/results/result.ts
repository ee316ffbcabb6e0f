import type { InputStamp } from '../base/input/input-stamp.ts';
import type { PerMetric } from './metrics/metrics.ts';
import type { PredictionError } from './metrics/prediction.ts';

/** `result.json`, version 1: what `run --json` prints. Only additions keep the version. */
export interface Result {
  /** Of the format. */
  readonly version: 1;
  /** Its name. */
  readonly experiment: string;
  /** Version of this package. */
  readonly wattshift: string;
  /** Version of SimGrid. */
  readonly simgrid: string;
  /** The SimGrid configuration in force, defaults included, of what shapes the figures. */
  readonly configuration: Readonly<Record<string, string>>;
  /** The files of the experiment; results of earlier versions do not have them. */
  readonly inputs?: readonly InputStamp[] | undefined;
  /** In the order of the sweep. */
  readonly cells: readonly CellResult[];
}

/** One cell over all of its seeds. */
export interface CellResult {
  /** `mechanism=miyakodori(images=8)`; `-` for an experiment without a sweep. */
  readonly id: string;
  /** The swept paths with their values as written. */
  readonly axes: Readonly<Record<string, unknown>>;
  /** One run each. */
  readonly seeds: readonly number[];
  /** By name. */
  readonly metrics: PerMetric<MetricResult>;
  /** How far the estimates of migrations were off; each figure is the mean of the seeds'. */
  readonly prediction: PredictionError;
}

/** One metric of a cell over its seeds. */
export interface MetricResult {
  /** Of all its figures; `1` for ratios. */
  readonly unit: string;
  /** Of figures that `METRICS` does not name, because a kind has them of its own. */
  readonly title?: string | undefined;
  /** Over the seeds. */
  readonly mean: number;
  /** Student's t; null with fewer than two seeds. */
  readonly ci95: readonly [number, number] | null;
  /** One per seed, in the order of `seeds`. */
  readonly values: readonly number[];
}
