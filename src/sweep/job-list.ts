import type { Experiment } from '../experiment/experiment.ts';
import type { FinishedCell } from '../results/aggregate.ts';
import type { FinishedRun, Job, Setup } from './job.ts';
import { runKeys } from './run-key.ts';

/** Every cell with every seed, cell by cell. */
export function listJobs({ cells, seeds, plugins }: Experiment): readonly Job[] {
  const keyOf = runKeys(plugins);
  return cells.flatMap(({ scenario }, cell) => seeds.map((seed) => ({ cell, seed, key: keyOf(scenario, seed) })));
}

/** What workers need to know. Equal platforms become one object, which is then serialised once. */
export function sharedSetup({ cells, plugins, inputs }: Experiment, out: string): Setup {
  const platforms = new Map(cells.map(({ scenario: { platform } }) => [platform.hash, platform]));
  const shared = cells.map(({ id, scenario }) => {
    const platform = platforms.get(scenario.platform.hash) ?? scenario.platform;
    return { id, scenario: { ...scenario, platform } };
  });
  return { out, plugins, inputs, cells: shared };
}

/** The cells of which every run is there, as the result needs them. */
export function completeCells(
  { cells, seeds }: Experiment,
  runs: readonly (FinishedRun | undefined)[],
): FinishedCell[] {
  return cells.flatMap(({ id, axes }, index) => {
    const own = runs.slice(index * seeds.length, (index + 1) * seeds.length);
    return own.every((run) => run !== undefined) ? [{ id, axes, runs: own }] : [];
  });
}
