/** What goes to and from worker threads. */
import type { RunSummary } from '../results/aggregate.ts';
import type { Scenario } from '../scenario.ts';

/** Sent to each worker once: scenarios hold whole platforms, so jobs name them by number. */
export interface WorkerSetup {
  readonly out: string;
  readonly plugins: readonly string[];
  readonly cells: readonly { readonly id: string; readonly scenario: Scenario }[];
}

export interface Job {
  /** Index into the cells. */
  readonly cell: number;
  readonly seed: number;
  readonly key: string;
}

/** What is left of a run when its files are written. */
export interface FinishedRun extends RunSummary {
  readonly memoryBytes: number;
}

export type JobReport = { readonly run: FinishedRun } | { readonly failure: FailureReason };

export interface FailureReason {
  /** Bad input that only the run could find, a failed simulation, or a bug. */
  readonly kind: 'input' | 'simulation' | 'unexpected';
  readonly message: string;
  readonly stack: string | undefined;
}

/** A run that failed. The others are not concerned. */
export interface Failure extends FailureReason {
  readonly cell: string;
  readonly seed: number;
}
