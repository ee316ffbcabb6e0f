import type { Provenance } from './baseline.ts';
import type { Parting } from './checkpoints.ts';
import type { InputChange } from './input-changes.ts';

/** What `check --json` prints, version 1. Only additions keep the version. */
export interface CheckReport {
  readonly version: 1;
  readonly experiment: string;
  /** True if nothing moved and nothing is missing or new. */
  readonly same: boolean;
  /** Runs on both sides, and the metrics that were compared in them. */
  readonly runs: number;
  readonly metrics: number;
  readonly recorded: Provenance;
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

export interface RunName {
  readonly cell: string;
  readonly seed: number;
}

export interface MovedMetric extends RunName {
  readonly metric: string;
  readonly recorded: number;
  /** Null if the run has no such metric any more; what follows from it is null, too. */
  readonly measured: number | null;
  readonly difference: number | null;
  /** Over what was recorded; null where that is 0. */
  readonly relative: number | null;
  /** As written in a baseline. */
  readonly tolerance: string;
}

export interface Origin extends RunName {
  /** Null if all events are as recorded: then only what is computed from them is different. Undefined if the run's own
   * files are not there to tell. */
  readonly parting: Parting | null | undefined;
}
