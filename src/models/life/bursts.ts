/** Bursts and pauses by turns: a Poisson process that is switched on and off, for exponentially distributed times. The
 * run begins with a pause.
 *
 *   mean rate = burst / (burst + pause) / interval        1/s
 *
 * Source: A. Kuczura, The Interrupted Poisson Process As An Overflow Process, 1973. */
import { quantity } from '../../base/kind.ts';
import type { ArrivalsKind } from './contract.ts';
import { exponential } from './exponential.ts';

export const bursts: ArrivalsKind<Record<'interval' | 'burst' | 'pause', number>> = {
  name: 'bursts',
  title: 'Bursts and pauses by turns',
  source: 'Kuczura 1973',
  parameters: {
    interval: quantity('time', 'Mean time between two arrivals in a burst', { min: 1e-3 }),
    burst: quantity('time', 'Mean length of a burst', { default: '10 min', min: 1e-3 }),
    pause: quantity('time', 'Mean time from a burst to the next one', { default: '50 min', min: 1e-3 }),
  },
  create: ({ interval, burst, pause }, { random }) => ({
    *times() {
      for (let endS = 0; ; ) {
        const startS = endS + exponential(pause, random);
        endS = startS + exponential(burst, random);
        for (let timeS = startS + exponential(interval, random); timeS < endS; timeS += exponential(interval, random))
          yield timeS;
      }
    },
  }),
};
