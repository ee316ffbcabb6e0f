/** Runs the experiment files that items name, each once. */

import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Experiment,
  type Failure,
  loadExperiment,
  type Progress,
  runExperiment,
  Threads,
  withSeeds,
} from 'wattshift';
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

const own = fileURLToPath(new URL('../experiments/', import.meta.url));
const wattshift = dirname(createRequire(import.meta.url).resolve('wattshift/package.json'));

/** An experiment of this package, or else one of wattshift's examples. */
export function experimentFile(name: string): string {
  const file = join(own, `${name}.yaml`);
  return existsSync(file) ? file : join(wattshift, 'examples', `${name}.yaml`);
}

/** The same as one names it in the folder of a clone. */
export const pathInClone = (name: string): string =>
  relative(wattshift, realpathSync(experimentFile(name))).replaceAll(sep, '/');

/** Throws InputError if a file does not load, or the output folder cannot be made. */
export async function runExperiments(names: readonly string[], options: LaboratoryOptions): Promise<Laboratory> {
  // some items are computed, and need no runs
  const threads = names.length > 0 ? new Threads(options.jobs, options) : undefined;
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
