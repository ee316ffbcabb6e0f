/** Recorded figures, version 1: what later runs are checked against. */
import type { InputStamp } from '../input-stamp.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Tolerances } from './tolerances.ts';

export interface Baseline extends Provenance {
  readonly version: 1;
  readonly experiment: string;
  readonly tolerances: Tolerances;
  readonly runs: readonly RecordedRun[];
}

/** What the figures were made with. They decide nothing, but may explain a difference. */
export interface Provenance {
  readonly wattshift: string;
  readonly simgrid: string;
  /** A hash of the SimGrid configuration that all runs share. */
  readonly configuration: string;
  /** The files of the experiment; what earlier versions recorded does not say. */
  readonly inputs?: readonly InputStamp[] | undefined;
}

export interface RecordedRun extends Checkpoints {
  readonly cell: string;
  readonly seed: number;
  /** By name. Other versions may know other metrics. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** The metrics that any of the runs has. */
export const recordedNames = (runs: readonly Pick<RecordedRun, 'metrics'>[]): readonly string[] => [
  ...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics))),
];
