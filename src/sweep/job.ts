/** What goes to and from worker threads. */
import type { InputStamp } from '../base/input/input-stamp.ts';
import type { RunSummary } from '../results/aggregate.ts';
import type { Scenario } from '../simulation/scenario.ts';

/** What the jobs of one experiment have in common: scenarios hold whole platforms, so jobs name them by number. */
export interface Setup {
  readonly out: string;
  readonly plugins: readonly string[];
  readonly inputs: readonly InputStamp[];
  readonly cells: readonly { readonly id: string; readonly scenario: Scenario }[];
}

export interface Job {
  /** Index into the cells. */
  readonly cell: number;
  readonly seed: number;
  readonly key: string;
}

/** A `Setup` in shared memory: what has been there already, the columns of traces, is not in the bytes. */
export interface PackedSetup {
  readonly bytes: SharedArrayBuffer;
  readonly columns: readonly SharedArrayBuffer[];
}

/** What a worker gets. */
export interface Task {
  /** A `Setup`, and which one it is: each worker reads it once. */
  readonly setup: { readonly number: number; readonly packed: PackedSetup };
  readonly job: Job;
  /** Where the worker notes what it is doing, see `Activity`. */
  readonly memory: SharedArrayBuffer;
}

/** What is left of a run when its files are written. */
export interface FinishedRun extends RunSummary {
  readonly memoryBytes: number;
}

export type JobReport = { readonly run: FinishedRun } | { readonly failure: FailureReason };

export interface FailureReason {
  /** Bad input that only the run could find, files that cannot be written, a failed simulation, or a bug. */
  readonly kind: 'input' | 'output' | 'simulation' | 'unexpected';
  /** In one sentence. */
  readonly message: string;
  /** Where in the code, if that is known. */
  readonly stack: string | undefined;
}

/** A run that failed. The others are not concerned. */
export interface Failure extends FailureReason {
  /** Id of the cell. */
  readonly cell: string;
  /** The seed of the run. */
  readonly seed: number;
}
