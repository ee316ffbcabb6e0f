/** A comparison as the rows of a table, for a terminal or a document. */
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
  return metrics.flatMap((metric) =>
    cells.flatMap(({ id, metrics: differences }) => {
      const one = differences[metric];
      if (!one) return [];
      const texts = [labelOf(metric, one), id, ...printed(one, scaleOf(one.unit).factor)];
      return [{ texts, significant: one.significant === true }];
    }),
  );
}

/** Each figure with digits of its own: cells may be orders of magnitude apart. */
function printed(one: MetricDifference, factor: number): readonly string[] {
  const number = (value: number) => fixed(value * factor, decimalsFor([value * factor]));
  return [
    number(one.reference),
    number(one.mean),
    printDifference(one, factor),
    one.p === null ? '-' : printP(one.p),
    one.pHolm === null ? '-' : printP(one.pHolm),
    one.significant === null ? '-' : one.significant ? 'yes' : 'no',
  ];
}

function printDifference({ difference, ci95 }: MetricDifference, factor: number): string {
  const half = ci95 ? (ci95[1] - ci95[0]) / 2 : 0;
  const decimals = decimalsFor([(difference || half) * factor]);
  const text = fixed(difference * factor, decimals);
  const signed = difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  return ci95 ? `${signed} ± ${fixed(half * factor, decimals)}` : signed;
}

/** 0 and 1 are exact: nothing was left to chance. */
function printP(p: number): string {
  if (p === 0 || p === 1) return String(p);
  return p < 0.0001 ? '< 0.0001' : fixed(p, 4);
}
