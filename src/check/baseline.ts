/** Recorded figures, version 1: what later runs are checked against. */
import type { InputStamp } from '../base/input/input-stamp.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Tolerances } from './tolerances.ts';

/** Recorded figures of an experiment, version 1: what `readBaseline` reads and `formatBaseline` writes. */
export interface Baseline extends Provenance {
  /** Of the format. */
  readonly version: 1;
  /** Its name. */
  readonly experiment: string;
  /** How far each metric may move. */
  readonly tolerances: Tolerances;
  /** Cell by cell and seed by seed. */
  readonly runs: readonly RecordedRun[];
}

/** What the figures were made with. They decide nothing, but may explain a difference. */
export interface Provenance {
  /** Version of this package. */
  readonly wattshift: string;
  /** Version of SimGrid. */
  readonly simgrid: string;
  /** A hash of the SimGrid configuration that all runs share. */
  readonly configuration: string;
  /** The files of the experiment; what earlier versions recorded does not say. */
  readonly inputs?: readonly InputStamp[] | undefined;
}

/** What is recorded of one run: its metrics, and digests of its events. */
export interface RecordedRun extends Checkpoints {
  /** Id of the cell. */
  readonly cell: string;
  /** The seed of the run. */
  readonly seed: number;
  /** By name. Other versions may know other metrics. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** The metrics that any of the runs has. */
export const recordedNames = (runs: readonly Pick<RecordedRun, 'metrics'>[]): readonly string[] => [
  ...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics))),
];
