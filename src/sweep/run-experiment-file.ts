import { join } from 'node:path';
import { formatProblem, type Problem } from '../base/problem.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { withSeeds } from '../experiment/seeds.ts';
import type { ExperimentOutcome, RunExperimentOptions } from './outcome.ts';

export interface RunFileOptions
  extends Pick<RunExperimentOptions, 'jobs' | 'signal' | 'onProgress' | 'onWarning' | 'pluginTimeoutS'> {
  /** Seeds 0..n-1 instead of those in the file. */
  readonly seeds?: number | undefined;
  /** The output folder; `results/<name of the experiment>` by default. */
  readonly out?: string | undefined;
}

export interface FileOutcome extends ExperimentOutcome {
  readonly experiment: Experiment;
  readonly out: string;
}

/** Reads an experiment file and runs it. Throws InputError if it does not load, or the output folder cannot be made. */
export async function runFile(path: string, options: RunFileOptions): Promise<FileOutcome> {
  const { jobs, signal, onProgress, onWarning, pluginTimeoutS } = options;
  // the threads first, and all else after them: they take as long to get ready as the file takes to be read
  const { Threads } = await import('./threads.ts');
  const threads = new Threads(jobs, { onWarning });
  try {
    const [{ loadExperiment }, { runExperiment }] = await Promise.all([
      import('../experiment/load.ts'),
      import('./run-experiment.ts'),
    ]);
    const read = { pluginTimeoutS, onWarning: (problem: Problem) => onWarning?.(formatProblem(problem)) };
    const experiment = withSeeds(await loadExperiment(path, undefined, read), options.seeds);
    const out = options.out ?? join('results', experiment.name);
    const run = { out, threads, signal, onProgress, onWarning, pluginTimeoutS };
    return { ...(await runExperiment(experiment, run)), experiment, out };
  } finally {
    await threads.stop();
  }
}
