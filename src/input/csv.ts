/** Rows of a CSV file with a header, each with its line. */
import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../problem.ts';

export interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  /** 1-based. */
  readonly line: number;
}

/** Throws InputError where the file is no CSV, has no rows, or lacks a column. */
export function readCsv(path: string, text: string, columns: readonly string[], hint: string): readonly CsvRow[] {
  const fail = (line: number, what: string, advice: string) =>
    new InputError([{ file: path, line, column: 1, what, hint: advice }]);
  try {
    const options = { columns: true, info: true, trim: true, skip_empty_lines: true, bom: true, comment: '#' } as const;
    const rows = parse(text, options) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    if (rows.length === 0) throw fail(1, 'the file has no rows', hint);
    const missing = columns.filter((column) => rows[0] && !Object.hasOwn(rows[0].record, column));
    if (missing.length > 0) throw fail(1, `the file lacks the column ${missing.join(', ')}`, hint);
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw fail(Number(error.lines ?? 0), error.message, 'every row needs the same columns as the first');
  }
}
