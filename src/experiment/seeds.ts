import type { Experiment } from './experiment.ts';

/** Seeds 0..count-1. */
export const firstSeeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

/** The experiment with so many seeds instead of its own; with its own where none are asked for. */
export function withSeeds(experiment: Experiment, count: number | undefined): Experiment {
  return count === undefined ? experiment : { ...experiment, seeds: firstSeeds(count) };
}
