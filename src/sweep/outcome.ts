import type { OutputError } from '../base/problem.ts';
import type { Result } from '../results/result.ts';
import type { Failure } from './job.ts';
import type { Threads } from './threads.ts';

/** Where `runExperiment` writes, on how many threads, and who is told. */
export interface RunExperimentOptions {
  /** The output folder. Runs that an earlier call finished there are not run again. */
  readonly out: string;
  /** Worker threads; one per core by default, four per core at most. The result does not depend on it. */
  readonly jobs?: number | undefined;
  /** Threads that run already, instead of new ones; they are left running, unless the signal comes. */
  readonly threads?: Threads | undefined;
  /** Stops the experiment; what is finished stays. */
  readonly signal?: AbortSignal | undefined;
  /** Is called at the start, as runs end, and now and then in between. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called, once each, for what the user may want to change. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Seconds that a plugin may take for an answer; 5 by default. It is ended then, and its run has failed. */
  readonly pluginTimeoutS?: number | undefined;
}

/** How far an experiment is. */
export interface Progress {
  /** Runs that have ended, those of an earlier call included. */
  readonly done: number;
  /** All runs of the experiment. */
  readonly total: number;
  /** How much of the runs under way is over, by their simulated time: 1.5 for two runs, one of them half over. */
  readonly underWay: number;
  /** Simulated time that this call has gone through, in all runs together. */
  readonly simulatedS: number;
}

/** What came of running an experiment. */
export interface ExperimentOutcome {
  /** The cells of which every run is finished. */
  readonly result: Result;
  /** Why `result.json` could not be written, where it could not: all runs are there, and kept. */
  readonly unwritten: OutputError | undefined;
  /** Runs that are finished. */
  readonly completed: number;
  /** All runs of the experiment. */
  readonly total: number;
  /** Of the completed runs, those that an earlier call left. */
  readonly resumed: number;
  /** True if the signal came before the last run had ended. */
  readonly interrupted: boolean;
  /** Runs that failed, in the order of the jobs. */
  readonly failures: readonly Failure[];
  /** Of the run that needed most, the peak size of the simulation's memory. */
  readonly memoryBytes: number;
}
