import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { demandObject, demandText } from '../argument.ts';
import { checkExperiment } from '../experiment/check-experiment.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { InputError } from '../problem.ts';
import { sweepTemporaries, writeAtomic } from '../results/atomic-write.ts';
import { findRun } from '../results/find-run.ts';
import { resultPath, runFolder } from '../results/layout.ts';
import { version } from '../version.ts';
import { failureReason } from './failure-reason.ts';
import type { Failure, FinishedRun, Job, JobReport } from './job.ts';
import { completeCells, listJobs, sharedSetup } from './job-list.ts';
import type { ExperimentOutcome, RunExperimentOptions } from './outcome.ts';
import type { Threads } from './threads.ts';

/** Runs every cell of an experiment with every seed, on worker threads. Writes each run as it ends, and `result.json`
 * when all are there; runs that an earlier call has left in the folder are not run again. A failing run does not stop
 * the others: it is in `failures`.
 *
 * Throws InputError if the output folder cannot be made, or scenarios that were written by hand are wrong; TypeError if
 * the arguments are not what they should be. */
export async function runExperiment(given: Experiment, options: RunExperimentOptions): Promise<ExperimentOutcome> {
  demandObject('runExperiment', 'an experiment, as loadExperiment and parseExperiment give it', given);
  demandText('runExperiment', 'the output folder as { out }', options?.out);
  const experiment = await checkExperiment(given);
  const { out, signal, onProgress } = options;
  makeFolder(out);
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

  const tell = () => onProgress?.({ done: finished.size + failures.size, total: jobs.length });
  const finish = (job: Job, report: JobReport | Error) => {
    if ('run' in report) finished.set(job, report.run);
    else
      failures.set(job, {
        cell: idOf(job),
        seed: job.seed,
        ...('failure' in report ? report.failure : failureReason(report)),
      });
    tell();
  };
  tell();
  const run = async () => {
    if (pending.length === 0 || signal?.aborted) return;
    rmSync(resultPath(out), { force: true }); // it would tell of other runs than those beside it
    const threads =
      options.threads ?? (await startThreads(Math.min(options.jobs ?? availableParallelism(), pending.length)));
    try {
      await threads.run(pending, sharedSetup(experiment, out), finish, signal);
    } finally {
      if (!options.threads) await threads.stop();
    }
    for (const job of pending) if (!finished.has(job)) removeRemains(runFolder(out, idOf(job), job.seed));
  };
  // the statistics are read in while the threads work, because that takes its time
  const [{ aggregate, formatResult }] = await Promise.all([import('../results/aggregate.ts'), run()]);

  const runs = jobs.map((job) => finished.get(job));
  const result = aggregate(experiment.name, version, completeCells(experiment, runs));
  if (finished.size === jobs.length) writeAtomic(resultPath(out), formatResult(result));
  return {
    result,
    completed: finished.size,
    total: jobs.length,
    resumed,
    interrupted: finished.size + failures.size < jobs.length,
    failures: jobs.flatMap((job) => failures.get(job) ?? []),
    memoryBytes: runs.reduce((most, run) => Math.max(most, run?.memoryBytes ?? 0), 0),
  };
}

async function startThreads(count: number): Promise<Threads> {
  const { Threads } = await import('./threads.ts');
  return new Threads(count);
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    sweepTemporaries(out);
  } catch (error) {
    const what = `cannot write results here: ${(error as Error).message}`;
    throw new InputError([{ file: out, line: 0, column: 0, what, hint: 'choose another folder with --out' }]);
  }
}

/** A killed thread may have left half a file. */
function removeRemains(folder: string): void {
  if (existsSync(folder)) sweepTemporaries(folder, process.pid);
}
