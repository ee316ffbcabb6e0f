/** The paired t-test: is the mean of differences 0?
 *
 *   t = mean / (s / sqrt(n))        s^2 = sum (d_i - mean)^2 / (n - 1)        p = 2 F(-|t|, n-1)
 *
 * d_i the difference of pair i, n pairs, F the distribution function of Student's t. Assumes that the differences are
 * independent and normal. Source: "Student", The Probable Error of a Mean, Biometrika 6, 1908. */
import cdf from '@stdlib/stats-base-dists-t-cdf';
import { ci95, mean } from '../results/statistics.ts';

export interface PairedTest {
  readonly difference: number;
  readonly ci95: readonly [number, number];
  /** Two-sided. Where all differences are equal nothing is left to chance: 1 if they are 0, else 0. */
  readonly p: number;
}

/** Null for fewer than two differences. */
export function pairedTest(differences: readonly number[]): PairedTest | null {
  const interval = ci95(differences);
  if (!interval) return null;
  const difference = mean(differences);
  return { difference, ci95: interval, p: pValue(differences, difference) };
}

function pValue(differences: readonly number[], centre: number): number {
  const n = differences.length;
  const squares = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0);
  if (squares === 0) return centre === 0 ? 1 : 0;
  const t = centre / Math.sqrt(squares / (n - 1) / n);
  return Math.min(1, 2 * lowerTail(-Math.abs(t), n - 1));
}

/** Rounded as the quantile is: engines differ in the last digits of exp and log. */
const lowerTail = (t: number, degreesOfFreedom: number) => Number(cdf(t, degreesOfFreedom).toPrecision(10));
