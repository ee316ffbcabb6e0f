import type { Random } from '../../base/random.ts';

/** How lengths are distributed around their mean. */
export const DISTRIBUTIONS = ['exponential', 'fixed'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** Exponentially distributed around its mean, by inversion:  -mean * ln(1 - u),  u uniform in [0, 1). */
export const exponential = (mean: number, random: Random): number => -mean * Math.log1p(-random.unit());

export const drawLength = (mean: number, distribution: Distribution, random: Random): number =>
  distribution === 'fixed' ? mean : exponential(mean, random);
