/** The difference of two cells, seed by seed, and the paired t-test: is its mean 0?
 *
 *   d_i = own_i - other_i        t = mean / (s / sqrt(n))        s^2 = sum (d_i - mean)^2 / (n - 1)
 *   p = 2 F(-|t|, n-1)
 *
 * d_i the difference of pair i, n pairs, F the distribution function of Student's t. Assumes that the differences are
 * independent and normal. Source: "Student", The Probable Error of a Mean, Biometrika 6, 1908.
 *
 * Where nothing varies there is nothing to test: no chance was at work, or none that the test could weigh. */
import cdf from '@stdlib/stats-base-dists-t-cdf';
import { ci95, mean } from '../results/statistics.ts';

/** Differences count as significant if their corrected p is at most this. */
export const LEVEL = 0.05;

/** `nothing-varies`: neither cell's value does from seed to seed; `same-difference`: the values do, together. */
export type Untested = 'too-few-seeds' | 'nothing-varies' | 'same-difference';

export type PairedDifference =
  | {
      readonly kind: 'tested';
      readonly difference: number;
      readonly ci95: readonly [number, number];
      /** Two-sided. */
      readonly p: number;
    }
  | { readonly kind: 'untested'; readonly difference: number; readonly why: Untested };

/** What the order of additions leaves in the last digits is no difference: it is smaller than this part of the values. */
const ROUNDING = 1e-12;

/** Of own minus other, pair by pair. `size` is what the values are to be seen against where they are smaller: 1 for
 * ratios, which may be what is left of two numbers of about 1. */
export function pairedDifference(own: readonly number[], other: readonly number[], size = 0): PairedDifference {
  const tolerances = own.map((value, i) => ROUNDING * Math.max(Math.abs(value), Math.abs(other[i] as number), size));
  const differences = own.map((value, i) => {
    const difference = value - (other[i] as number);
    return Math.abs(difference) <= (tolerances[i] as number) ? 0 : difference;
  });
  const difference = mean(differences);
  const interval = ci95(differences);
  if (!interval) return { kind: 'untested', difference, why: 'too-few-seeds' };
  if (isConstant(own) && isConstant(other)) return { kind: 'untested', difference, why: 'nothing-varies' };
  if (differences.every((one, i) => Math.abs(one - difference) <= (tolerances[i] as number)))
    return { kind: 'untested', difference, why: 'same-difference' };
  return { kind: 'tested', difference, ci95: interval, p: pValue(differences, difference) };
}

export const isConstant = (values: readonly number[]) => values.every((value) => value === values[0]);

function pValue(differences: readonly number[], centre: number): number {
  const n = differences.length;
  const squares = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0);
  const t = centre / Math.sqrt(squares / (n - 1) / n);
  return Math.min(1, 2 * lowerTail(-Math.abs(t), n - 1));
}

/** Rounded as the quantile is: engines differ in the last digits of exp and log. */
const lowerTail = (t: number, degreesOfFreedom: number) => Number(cdf(t, degreesOfFreedom).toPrecision(10));
