/** VMs arrive at given times, one at each; several at once where a time is there several times. */
import { z } from 'zod';
import { custom, quantity } from '../../base/kind.ts';
import type { ArrivalsKind } from './contract.ts';

const MOST_TIMES = 10_000;

const times = z
  .array(quantity('time', '').schema)
  .min(1, { error: 'at least one time is needed' })
  .max(MOST_TIMES, { error: `at most ${MOST_TIMES} times` })
  .superRefine((all, context) => {
    for (const [i, timeS] of all.entries())
      if (timeS < (all[i - 1] ?? 0))
        context.addIssue({ code: 'custom', path: [i], message: `${timeS} s comes after ${all[i - 1]} s` });
  });

export const atTimes: ArrivalsKind<{ readonly times: readonly number[] }> = {
  name: 'at-times',
  title: 'At given times',
  source: 'wattshift',
  parameters: { times: custom(times, 's', 'Times in ascending order, one VM at each') },
  check: ({ times }, { durationS }) => {
    const late = times.filter((timeS) => timeS >= durationS).length;
    return late > 0 ? [{ warning: `times: ${late} of ${times.length} lie at or after the end of the run` }] : [];
  },
  create: ({ times }) => ({ times: () => times.values() }),
};
