/** VMs arrive independently of each other: the times between two of them are exponentially distributed.
 *
 *   t_(n+1) = t_n + Exp(interval)        s
 *
 * Source: the Poisson process of queueing theory; L. Kleinrock, Queueing Systems, volume 1, 1975. */
import { quantity } from '../../base/kind.ts';
import type { ArrivalsKind } from './contract.ts';
import { exponential } from './exponential.ts';

export const poisson: ArrivalsKind<{ readonly interval: number }> = {
  name: 'poisson',
  title: 'Poisson process',
  source: 'Kleinrock 1975',
  parameters: { interval: quantity('time', 'Mean time between two arrivals', { min: 1e-3 }) },
  create: ({ interval }, { random }) => ({
    *times() {
      for (let timeS = exponential(interval, random); ; timeS += exponential(interval, random)) yield timeS;
    },
  }),
};
