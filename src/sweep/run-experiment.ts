import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { demandObject, demandText } from '../base/argument.ts';
import { InputError, OutputError } from '../base/problem.ts';
import { version } from '../base/version.ts';
import { checkExperiment } from '../experiment/check-experiment.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { Observed } from '../models/guard/activity.ts';
import { makeFolder, removeFile, sweepTemporaries, writeAtomic } from '../results/atomic-write.ts';
import { findRun } from '../results/find-run.ts';
import { renameEarlierFolder, resultPath, runFolder, runsFolder } from '../results/layout.ts';
import { burstWarning } from './burst-warning.ts';
import { failureReason } from './failure-reason.ts';
import type { Failure, FinishedRun, Job, JobReport } from './job.ts';
import { completeCells, listJobs, sharedSetup } from './job-list.ts';
import type { ExperimentOutcome, RunExperimentOptions } from './outcome.ts';
import { threadCount } from './thread-count.ts';
import type { Threads } from './threads.ts';

/** Runs every cell of an experiment with every seed, on worker threads. Writes each run as it ends, and `result.json`
 * when all are there; runs that an earlier call has left in the folder are not run again. A failing run does not stop
 * the others, unless it is for the want of room on the disk: it is in `failures`.
 *
 * Throws InputError if the output folder cannot be used, or scenarios that were written by hand are wrong; TypeError if
 * the arguments are not what they should be. */
export async function runExperiment(given: Experiment, options: RunExperimentOptions): Promise<ExperimentOutcome> {
  demandObject('runExperiment', 'an experiment, as loadExperiment and parseExperiment give it', given);
  demandText('runExperiment', 'the output folder as { out }', options?.out);
  const experiment = await checkExperiment(given);
  const { out, signal, onProgress, onWarning, pluginTimeoutS } = options;
  const jobs = listJobs(experiment);
  const finished = new Map<Job, FinishedRun>();
  const failures = new Map<Job, Failure>();
  const idOf = ({ cell }: Job) => experiment.cells[cell]?.id ?? '';
  for (const job of jobs) {
    const run = findRun(out, { ...job, cell: idOf(job) });
    if (run) finished.set(job, run);
  }
  const resumed = finished.size;
  const pending = jobs.filter((job) => !finished.has(job));
  if (pending.length > 0) prepareFolder(out, experiment);

  const queue = [...pending];
  const durationOf = ({ cell }: Job) => experiment.cells[cell]?.scenario.durationS ?? 0;
  const warnOfBurst = burstWarning(onWarning);
  let endedS = 0;
  const tell = (seen: ReadonlyMap<Job, Observed> = new Map()) => {
    const progress = { done: finished.size + failures.size, total: jobs.length, underWay: 0, simulatedS: endedS };
    for (const [job, { nowS = 0, burst }] of seen) {
      progress.underWay += nowS / durationOf(job);
      progress.simulatedS += nowS;
      warnOfBurst(burst);
    }
    onProgress?.(progress);
  };
  const finish = (job: Job, report: JobReport | Error, { nowS = 0, burst }: Observed) => {
    endedS += nowS;
    warnOfBurst(burst);
    if ('run' in report) finished.set(job, report.run);
    else {
      const reason = 'failure' in report ? report.failure : failureReason(report);
      failures.set(job, { cell: idOf(job), seed: job.seed, ...reason });
      // what comes next could not be written either; an array that ends early ends the loop over it
      if (reason.kind === 'output') queue.length = 0;
    }
    tell();
  };
  tell();
  const run = async () => {
    if (pending.length === 0 || signal?.aborted) return;
    removeFile(resultPath(out)); // it would tell of other runs than those beside it
    const threads = options.threads ?? (await startThreads(options, pending.length));
    try {
      await threads.run(queue, sharedSetup(experiment, out), { finish, underWay: tell, signal, pluginTimeoutS });
    } finally {
      if (!options.threads) await threads.stop();
    }
    for (const job of pending) if (!finished.has(job)) removeRemains(runFolder(out, idOf(job), job.seed));
  };
  // the statistics are read in while the threads work, because that takes its time
  const [{ aggregate, formatResult }] = await Promise.all([import('../results/aggregate.ts'), run()]);

  const runs = jobs.map((job) => finished.get(job));
  const result = aggregate(experiment.name, version, completeCells(experiment, runs), experiment.inputs);
  const unwritten = finished.size === jobs.length ? writeResult(out, formatResult(result)) : undefined;
  return {
    result,
    unwritten,
    completed: finished.size,
    total: jobs.length,
    resumed,
    interrupted: signal?.aborted === true && finished.size + failures.size < jobs.length,
    failures: jobs.flatMap((job) => failures.get(job) ?? []),
    memoryBytes: runs.reduce((most, run) => Math.max(most, run?.memoryBytes ?? 0), 0),
  };
}

async function startThreads({ jobs, onWarning }: RunExperimentOptions, most: number): Promise<Threads> {
  const { threads, warning } = threadCount(jobs);
  if (warning !== undefined) onWarning?.(warning);
  const { Threads } = await import('./threads.ts');
  return new Threads(Math.min(threads, most));
}

/** Finds out before anything is computed whether it could be written. */
function prepareFolder(out: string, { cells }: Experiment): void {
  const fail = (what: string) => {
    const hint = 'choose another folder with --out';
    return new InputError([{ file: out, line: 0, column: 0, what: `cannot write results here: ${what}`, hint }]);
  };
  try {
    makeFolder(runsFolder(out));
    for (const folder of [out, runsFolder(out)]) accessSync(folder, constants.W_OK);
    sweepTemporaries(out);
    for (const { id } of cells) renameEarlierFolder(out, id);
  } catch (error) {
    throw fail((error as Error).message);
  }
  if (statSync(resultPath(out), { throwIfNoEntry: false })?.isDirectory()) throw fail('result.json is a folder');
}

/** Where there is one already, it is the same: the same runs give the same bytes. */
function writeResult(out: string, text: string): OutputError | undefined {
  try {
    if (isThere(resultPath(out), text)) return undefined;
    sweepTemporaries(out);
    writeAtomic(resultPath(out), text);
    return undefined;
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
}

function isThere(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false; // whatever is in the way, writing tells
  }
}

/** A killed thread may have left half a file. */
function removeRemains(folder: string): void {
  if (existsSync(folder)) sweepTemporaries(folder, process.pid);
}
