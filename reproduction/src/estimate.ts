/** Figures of ours: a mean over seeds with its 95 % confidence interval, in the unit of the claim that they stand beside. */
import { ci95, mean } from 'wattshift';

export interface Estimate {
  readonly kind: 'estimate';
  readonly mean: number;
  /** Null where there is one value only: nothing is drawn, or one seed was run. */
  readonly ci95: readonly [number, number] | null;
}

export function estimate(values: readonly number[], scale = 1): Estimate {
  const scaled = values.map((value) => value * scale);
  return { kind: 'estimate', mean: mean(scaled), ci95: ci95(scaled) };
}

/** Ratios as percent. */
export const percent = (ratios: readonly number[]): Estimate => estimate(ratios, 100);

/** Seed by seed: the same loads stand on both sides, so that the interval is one of the difference. */
export function paired(
  a: readonly number[],
  b: readonly number[],
  combine: (a: number, b: number) => number,
): readonly number[] {
  return a.map((value, i) => combine(value, b[i] as number));
}

export const minus = (a: number, b: number): number => a - b;

/** Half of the interval's width; 0 without an interval. */
export const halfWidth = ({ ci95 }: Estimate): number => (ci95 ? (ci95[1] - ci95[0]) / 2 : 0);

export const low = (e: Estimate): number => e.mean - halfWidth(e);
export const high = (e: Estimate): number => e.mean + halfWidth(e);
