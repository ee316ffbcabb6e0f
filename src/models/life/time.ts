/** A VM runs for some time, whatever it gets done. */
import { choice, quantity } from '../../base/kind.ts';
import type { LifetimesKind } from './contract.ts';
import { DISTRIBUTIONS, type Distribution, drawLength } from './exponential.ts';

export const time: LifetimesKind<{ readonly mean: number; readonly distribution: Distribution }> = {
  name: 'time',
  title: 'A time to live',
  source: 'wattshift',
  parameters: {
    mean: quantity('time', 'How long a VM runs, on average', { min: 1e-3 }),
    distribution: choice(DISTRIBUTIONS, 'How these times are distributed', 'exponential'),
  },
  create: ({ mean, distribution }) => ({
    draw: (random) => ({ kind: 'time', seconds: drawLength(mean, distribution, random) }),
  }),
};
