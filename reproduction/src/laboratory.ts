/** Runs the experiment files that items name, each once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Experiment } from '../experiment/experiment.ts';
import { loadExperiment } from '../experiment/load.ts';
import { withSeeds } from '../experiment/seeds.ts';
import type { Failure } from '../sweep/job.ts';
import type { Progress } from '../sweep/outcome.ts';
import { runExperiment } from '../sweep/run-experiment.ts';
import { threadCount } from '../sweep/thread-count.ts';
import { Threads } from '../sweep/threads.ts';
import { Study } from './study.ts';

export interface LaboratoryOptions {
  /** The output folder, a folder for each experiment below it. Finished runs are kept. */
  readonly out: string;
  /** Seeds 0..n-1 instead of those in the files, where a file has more than one. */
  readonly seeds?: number | undefined;
  readonly jobs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onWarning?: ((warning: string) => void) | undefined;
}

export interface Laboratory {
  /** By the names that were asked for. Only whole experiments are here. */
  readonly studies: Readonly<Record<string, Study>>;
  readonly runs: number;
  readonly seeds: number;
  readonly interrupted: boolean;
  readonly failures: readonly Failure[];
}

/** The package's examples: beside `src` in a checkout, beside `dist` in the package. */
const examples = ['../../examples/', '../examples/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => existsSync(join(folder, 'whp.yaml'))) as string;

export const experimentFile = (name: string): string => join(examples, `${name}.yaml`);

/** Throws InputError if a file does not load, or the output folder cannot be made. */
export async function runExperiments(names: readonly string[], options: LaboratoryOptions): Promise<Laboratory> {
  // some items are computed, and need no runs
  const { threads: count, warning } = threadCount(options.jobs);
  if (warning !== undefined) options.onWarning?.(warning);
  const threads = names.length > 0 ? new Threads(count) : undefined;
  try {
    return await runOneByOne(names, options, threads);
  } finally {
    await threads?.stop();
  }
}

async function runOneByOne(
  names: readonly string[],
  options: LaboratoryOptions,
  threads: Threads | undefined,
): Promise<Laboratory> {
  const experiments = await Promise.all(names.map(async (name) => [name, await load(name, options.seeds)] as const));
  const totals = experiments.map(([, { cells, seeds }]) => cells.length * seeds.length);
  const total = totals.reduce((sum, runs) => sum + runs, 0);
  const studies: Record<string, Study> = {};
  const failures: Failure[] = [];
  const { onWarning } = options;
  let before = 0;
  let [simulatedS, simulatedBeforeS] = [0, 0];
  for (const [i, [name, experiment]] of experiments.entries()) {
    const out = join(options.out, name);
    const onProgress = ({ done, underWay, ...own }: Progress) => {
      simulatedS = simulatedBeforeS + own.simulatedS;
      options.onProgress?.({ done: before + done, total, underWay, simulatedS });
    };
    // a signal of its own each time: listeners on one would add up
    const signal = options.signal && AbortSignal.any([options.signal]);
    const outcome = await runExperiment(experiment, { out, threads, signal, onProgress, onWarning });
    failures.push(...outcome.failures.map((failure) => ({ ...failure, cell: `${experiment.name}: ${failure.cell}` })));
    if (outcome.completed === outcome.total) studies[name] = new Study(outcome.result, out);
    if (outcome.interrupted) return { studies, runs: before, seeds: 0, interrupted: true, failures };
    before += totals[i] as number;
    simulatedBeforeS = simulatedS;
  }
  const seeds = Math.max(0, ...experiments.map(([, experiment]) => experiment.seeds.length));
  return { studies, runs: total, seeds, interrupted: false, failures };
}

async function load(name: string, seeds: number | undefined): Promise<Experiment> {
  const experiment = await loadExperiment(experimentFile(name));
  // a single seed means that nothing is drawn
  return experiment.seeds.length === 1 ? experiment : withSeeds(experiment, seeds);
}
