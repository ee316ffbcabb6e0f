/** What a mechanism that remembers costs: the same days with MiyakoDori and with pre-copy, as whole processes. */
import { runDay } from './command.ts';
import type { Measurement } from './measurement.ts';
import { inTurns, median } from './timing.ts';

const PAIRS = 5;
const SEEDS = 5;

export const mechanismCost: Measurement = {
  name: 'mechanism-cost',
  title: `${SEEDS} of these days, with pre-copy and with MiyakoDori`,
  measure: (tell) => {
    const pairs = inTurns(
      PAIRS,
      (pair) => {
        tell(`pair ${pair + 1} of ${PAIRS}`);
        return runDay(SEEDS, 1).seconds;
      },
      () => runDay(SEEDS, 1, { file: 'day-miyakodori.yaml' }).seconds,
    );
    return [
      { name: 'pre-copy', value: median(pairs.map(([preCopy]) => preCopy)), unit: 's' },
      { name: 'MiyakoDori', value: median(pairs.map(([, miyakodori]) => miyakodori)), unit: 's' },
      {
        name: 'MiyakoDori takes',
        value: median(pairs.map(([preCopy, miyakodori]) => miyakodori / preCopy)),
        unit: 'times as long',
        required: { atMost: 1.15 },
      },
    ];
  },
};
