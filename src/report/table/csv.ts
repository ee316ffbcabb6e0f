/** A table as CSV by RFC 4180: a header line, lines that end in CR LF, quotes where they are needed. */
import { stringify } from 'csv-stringify/sync';
import type { Column, Entry, Table } from './table.ts';

/** All columns, numbers in SI with all their digits; an estimate takes three columns, one for the mean and two for the
 * ends of its interval. */
export function csvTable({ columns, rows }: Table): string {
  const head = columns.flatMap(({ key, kind }) =>
    kind === 'estimate' ? [`${key}_mean`, `${key}_ci95_low`, `${key}_ci95_high`] : key,
  );
  const lines = rows.map((row) => row.flatMap((entry, i) => fields(entry, columns[i] as Column)));
  return stringify([head, ...lines], { record_delimiter: 'windows' });
}

function fields(entry: Entry, { kind }: Column): readonly string[] {
  if (entry.kind === 'text') return [entry.data];
  const { value, ci95 } = entry;
  return (kind === 'estimate' ? [value, ci95?.[0], ci95?.[1]] : [value]).map((number) => String(number ?? ''));
}
