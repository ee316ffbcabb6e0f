import { LIMITS } from '../base/limits.ts';
import { InputError } from '../base/problem.ts';
import type { Experiment } from './experiment.ts';

/** Seeds 0..count-1. */
export const firstSeeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

/** What is wrong with so many runs, if anything is. */
export function tooManyRuns(cells: number, seeds: number): { what: string; hint: string } | undefined {
  const { most } = LIMITS.runs;
  if (cells * seeds <= most) return undefined;
  return { what: `${cells} cells with ${seeds} seeds are ${cells * seeds} runs`, hint: `at most ${most}` };
}

/** The experiment with seeds 0..count-1 instead of its own; with its own where no count is given. Throws InputError where
 * they are too many. */
export function withSeeds(experiment: Experiment, count: number | undefined): Experiment {
  if (count === undefined) return experiment;
  const { most } = LIMITS.seeds;
  const tooMany =
    count > most
      ? { what: `${count} seeds are too many`, hint: `at most ${most}` }
      : tooManyRuns(experiment.cells.length, count);
  if (tooMany) throw new InputError([{ file: experiment.file, line: 0, column: 0, ...tooMany }]);
  return { ...experiment, seeds: firstSeeds(count) };
}
