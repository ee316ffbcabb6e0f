import type { Provenance } from './baseline.ts';
import type { Parting } from './checkpoints.ts';
import type { InputChange } from './input-changes.ts';

/** What `check --json` prints, version 1. Only additions keep the version. */
export interface CheckReport {
  /** Of the format. */
  readonly version: 1;
  /** Its name. */
  readonly experiment: string;
  /** True if nothing moved and nothing is missing or new. */
  readonly same: boolean;
  /** Runs on both sides, and the metrics that were compared in them. */
  readonly runs: number;
  /** How many figures were compared. */
  readonly metrics: number;
  /** What the recorded figures were made with. */
  readonly recorded: Provenance;
  /** What these figures were made with. */
  readonly measured: Provenance;
  /** Files of the experiment that are not as they were; undefined where one side does not say what it was made from. */
  readonly inputChanges: readonly InputChange[] | undefined;
  /** Metrics outside their tolerance: run by run, in the order of the result. */
  readonly moved: readonly MovedMetric[];
  /** Runs that were recorded and are not there any more. */
  readonly missing: readonly RunName[];
  /** Runs that are there and were not recorded. */
  readonly added: readonly RunName[];
  /** Metrics that are there and were not recorded, as by an earlier version: they have nothing to move from. */
  readonly notRecorded: readonly string[];
  /** Where those runs went another way whose metrics moved. */
  readonly origins: readonly Origin[];
}

/** A run by its cell and its seed. */
export interface RunName {
  /** Id of the cell. */
  readonly cell: string;
  /** The seed of the run. */
  readonly seed: number;
}

/** A metric of one run outside its tolerance, in the unit of the metric. */
export interface MovedMetric extends RunName {
  /** Its name. */
  readonly metric: string;
  /** The figure in the baseline. */
  readonly recorded: number;
  /** Null if the run has no such metric any more; what follows from it is null, too. */
  readonly measured: number | null;
  /** Measured minus recorded. */
  readonly difference: number | null;
  /** Over what was recorded; null where that is 0. */
  readonly relative: number | null;
  /** As written in a baseline. */
  readonly tolerance: string;
}

/** Where a run began to differ from the recorded one. */
export interface Origin extends RunName {
  /** Null if all events are as recorded: then only what is computed from them is different. Undefined if the run's own
   * files are not there to tell. */
  readonly parting: Parting | null | undefined;
}
