/** A VM runs until its work is done: the core-seconds that it has been given are counted, and on an overloaded host that
 * takes longer. */
import { choice, quantity } from '../../base/kind.ts';
import type { LifetimesKind } from './contract.ts';
import { DISTRIBUTIONS, type Distribution, drawLength } from './exponential.ts';

export const work: LifetimesKind<{ readonly mean: number; readonly distribution: Distribution }> = {
  name: 'work',
  title: 'A work to do',
  source: 'wattshift',
  parameters: {
    mean: quantity('time', 'Core time that a VM needs, on average: 1 h is one core for an hour', { min: 1e-3 }),
    distribution: choice(DISTRIBUTIONS, 'How this is distributed', 'exponential'),
  },
  create: ({ mean, distribution }) => ({
    draw: (random) => ({ kind: 'work', coreS: drawLength(mean, distribution, random) }),
  }),
};
