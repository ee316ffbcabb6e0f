import type { InputStamp } from '../input-stamp.ts';
import type { PerMetric } from '../metrics/metrics.ts';
import type { PredictionError } from '../metrics/prediction.ts';

/** `result.json`, version 1: what `run --json` prints. Only additions keep the version. */
export interface Result {
  readonly version: 1;
  readonly experiment: string;
  readonly wattshift: string;
  readonly simgrid: string;
  /** The SimGrid configuration in force, defaults included, of what shapes the figures. */
  readonly configuration: Readonly<Record<string, string>>;
  /** The files of the experiment; results of earlier versions do not have them. */
  readonly inputs?: readonly InputStamp[] | undefined;
  readonly cells: readonly CellResult[];
}

export interface CellResult {
  /** `mechanism=miyakodori(images=8)`; `-` for an experiment without a sweep. */
  readonly id: string;
  readonly axes: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  readonly metrics: PerMetric<MetricResult>;
  /** How far the estimates of migrations were off; each figure is the mean of the seeds'. */
  readonly prediction: PredictionError;
}

export interface MetricResult {
  readonly unit: string;
  /** Of figures that `METRICS` does not name, because a kind has them of its own. */
  readonly title?: string | undefined;
  readonly mean: number;
  /** Student's t; null with fewer than two seeds. */
  readonly ci95: readonly [number, number] | null;
  /** One per seed, in the order of `seeds`. */
  readonly values: readonly number[];
}
