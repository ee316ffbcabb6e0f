/** Mean and confidence interval over seeds.
 *
 *   mean = (1/n) sum x_i        s^2 = sum (x_i - mean)^2 / (n - 1)        ci95 = mean -+ t(0.975, n-1) s / sqrt(n)
 *
 * x in the unit of the metric, n seeds, t Student's quantile. Assumes seeds to be independent. */
import quantile from '@stdlib/stats-base-dists-t-quantile';

/** The mean of values in any unit; NaN for none. Deviations are taken from the first value, so that equal values give
 * exactly that value. */
export function mean(values: readonly number[]): number {
  const [first = Number.NaN] = values;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

/** Student's 95 % confidence interval of the mean; null for fewer than two values. */
export function ci95(values: readonly number[]): readonly [number, number] | null {
  const n = values.length;
  if (n < 2) return null;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const half = studentT(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return [centre - half, centre + half];
}

/** Engines differ in the last digits of exp and log, on which the quantile is built, and a result must not differ with
 * the engine: ten digits are the same everywhere, and more than any interval needs. Arithmetic and sqrt are exact. */
export function studentT(probability: number, degreesOfFreedom: number): number {
  return Number(quantile(probability, degreesOfFreedom).toPrecision(10));
}
