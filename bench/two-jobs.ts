/** The same runs by one thread, and by two: whole processes. */
import { availableParallelism } from 'node:os';
import { runDay } from './command.ts';
import type { Measurement } from './measurement.ts';
import { inTurns, median } from './timing.ts';

const PAIRS = 3;
const SEEDS = 16;

export const twoJobs: Measurement = {
  name: 'two-jobs',
  title: `${SEEDS} of these days, one at a time and two at a time`,
  measure: (tell) => {
    if (availableParallelism() < 2) throw new Error('two jobs need two cores');
    const pairs = inTurns(
      PAIRS,
      (pair) => {
        tell(`pair ${pair + 1} of ${PAIRS}`);
        return runDay(SEEDS, 1).seconds;
      },
      () => runDay(SEEDS, 2).seconds,
    );
    return [
      { name: '--jobs 1', value: median(pairs.map(([one]) => one)), unit: 's' },
      { name: '--jobs 2', value: median(pairs.map(([, two]) => two)), unit: 's' },
      {
        name: 'faster by',
        value: median(pairs.map(([one, two]) => one / two)),
        unit: 'times',
        required: { atLeast: 1.7 },
      },
    ];
  },
};
