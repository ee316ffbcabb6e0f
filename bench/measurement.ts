/** What a measurement hands back, and how it is judged and shown. */
import { column, text } from '../src/report/table/table.ts';
import { textTable } from '../src/report/table/text.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** None for figures that are only told. */
  readonly required?: Bound;
}

export type Bound = { readonly atLeast: number } | { readonly atMost: number } | { readonly below: number };

export interface Measurement {
  readonly name: string;
  readonly title: string;
  /** Tells on the way what it is at. */
  measure(tell: (what: string) => void): Promise<readonly Figure[]> | readonly Figure[];
}

export interface Report {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly (Figure & { readonly verdict: Verdict })[];
}

export type Verdict = 'PASS' | 'FAIL' | '';

export function judge({ name, title }: Measurement, figures: readonly Figure[]): Report {
  return { name, title, figures: figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) })) };
}

function verdictOf({ value, required }: Figure): Verdict {
  if (!required) return '';
  if ('atLeast' in required) return value >= required.atLeast ? 'PASS' : 'FAIL';
  if ('atMost' in required) return value <= required.atMost ? 'PASS' : 'FAIL';
  return value < required.below ? 'PASS' : 'FAIL';
}

export function reportTable(reports: readonly Report[]): string {
  const rows = reports.flatMap(({ title, figures }) => [
    [title, '', '', '', ''],
    ...figures.map(({ name, value, unit, required, verdict }) => [
      `  ${name}`,
      digits(value),
      unit,
      required ? boundText(required) : '',
      verdict,
    ]),
  ]);
  const columns = [
    column('label', 'measured'),
    column('number', 'value'),
    column('text', 'unit'),
    column('number', 'required'),
    column('text', 'verdict', { header: '' }),
  ];
  const table = { columns, rows: rows.map((row) => row.map((part) => text(part))), notes: [] };
  return textTable(table, { width: Number.POSITIVE_INFINITY });
}

function boundText(bound: Bound): string {
  if ('atLeast' in bound) return `>= ${digits(bound.atLeast)}`;
  if ('atMost' in bound) return `<= ${digits(bound.atMost)}`;
  return `< ${digits(bound.below)}`;
}

/** Three digits are more than a shared machine repeats; whole numbers are exact. */
function digits(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
