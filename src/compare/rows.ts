/** A comparison as the rows of a table, for a terminal or a document. */
import type { MetricName } from '../metrics/metrics.ts';
import { decimalsFor, fixed } from '../numbers.ts';
import type { Comparison, MetricDifference } from './comparison.ts';
import { labelOf, scaleOf } from './scales.ts';

export const HEADERS = [
  'metric',
  'cell',
  'reference',
  'cell mean',
  'difference',
  'p',
  'p (Holm)',
  'significant',
] as const;

export interface ComparisonRow {
  readonly texts: readonly string[];
  readonly significant: boolean;
}

/** Metric by metric, the cells of each below one another. */
export function comparisonRows({ metrics, cells }: Comparison): readonly ComparisonRow[] {
  return metrics.flatMap((metric) => {
    const found = cells.flatMap(({ id, metrics: differences }) => {
      const one = differences[metric];
      return one ? [{ id, one }] : [];
    });
    const print = printer(
      metric,
      found.map(({ one }) => one),
    );
    return found.map(({ id, one }) => ({
      texts: [labelOf(metric), id, ...print(one)],
      significant: one.significant === true,
    }));
  });
}

function printer(metric: MetricName, all: readonly MetricDifference[]): (one: MetricDifference) => readonly string[] {
  const { factor } = scaleOf(metric);
  const scaled = (values: readonly number[]) => decimalsFor(values.map((value) => value * factor));
  const decimals = scaled(all.flatMap(({ reference, mean }) => [reference, mean]));
  // a small difference of large figures has its own digits
  const finer = Math.max(decimals, scaled(all.map(({ difference }) => difference)));
  return (one) => [
    fixed(one.reference * factor, decimals),
    fixed(one.mean * factor, decimals),
    printDifference(one, factor, finer),
    one.p === null ? '-' : printP(one.p),
    one.pHolm === null ? '-' : printP(one.pHolm),
    one.significant === null ? '-' : one.significant ? 'yes' : 'no',
  ];
}

function printDifference({ difference, ci95 }: MetricDifference, factor: number, decimals: number): string {
  const text = fixed(difference * factor, decimals);
  const signed = difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  return ci95 ? `${signed} ± ${fixed(((ci95[1] - ci95[0]) / 2) * factor, decimals)}` : signed;
}

/** 0 and 1 are exact: nothing was left to chance. */
function printP(p: number): string {
  if (p === 0 || p === 1) return String(p);
  return p < 0.0001 ? '< 0.0001' : fixed(p, 4);
}
