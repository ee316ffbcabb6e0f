/** The same runs by one thread, and by two: whole processes. What the machine could give is taken with it, as the gain of
 * two processes over one where they share nothing but the clock: 2 on a machine with nothing else to do. */
import { availableParallelism } from 'node:os';
import { runDay } from './command.ts';
import type { Measurement } from './measurement.ts';
import { benchFile } from './scenarios.ts';
import { median, timedTogether } from './timing.ts';

const PAIRS = 3;
const SEEDS = 30;

export const twoJobs: Measurement = {
  name: 'two-jobs',
  title: `${SEEDS} of these days, one at a time and two at a time`,
  measure: async (tell) => {
    if (availableParallelism() < 2) throw new Error('two jobs need two cores');
    const pairs: { one: number; two: number; possible: number }[] = [];
    for (let pair = 1; pair <= PAIRS; pair++) {
      tell(`pair ${pair} of ${PAIRS}`);
      const spin = [benchFile('processes/spin.mjs')];
      const alone = await timedTogether(1, process.execPath, spin);
      const together = await timedTogether(2, process.execPath, spin);
      const one = runDay(SEEDS, 1).seconds;
      const two = runDay(SEEDS, 2).seconds;
      pairs.push({ one, two, possible: (2 * alone) / together });
    }
    return [
      { name: '--jobs 1', value: median(pairs.map(({ one }) => one)), unit: 's' },
      { name: '--jobs 2', value: median(pairs.map(({ two }) => two)), unit: 's' },
      {
        name: 'faster by',
        value: median(pairs.map(({ one, two }) => one / two)),
        unit: 'times',
        required: { atLeast: 1.7 },
      },
      { name: 'what two cores give here, 2 if idle', value: median(pairs.map((p) => p.possible)), unit: 'times' },
    ];
  },
};
