/** Tables from users, as CSV or Parquet: which of both, the first bytes tell. */
import type { InputFile } from '../kind.ts';
import { InputError, type Problem } from '../problem.ts';
import { readCsv } from './csv.ts';
import { isParquet, readParquet } from './parquet.ts';

/** What a column holds; one with `?` may be missing. */
export type Columns = Readonly<Record<string, 'text' | 'number' | 'number?'>>;

export type Row<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends 'text' ? string : C[K] extends 'number' ? number : number | undefined;
};

/** The columns to look for, by name. */
export interface Wanted {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** How the file should look. */
  readonly hint: string;
}

/** Some rows of a table. */
export interface Batch {
  readonly length: number;
  /** The required columns, then the optional ones; undefined for one that is not there. */
  readonly columns: readonly (ArrayLike<unknown> | undefined)[];
  rowAt(i: number): RowPlace;
}

/** Text has lines; tables without have numbered rows. Both count from 1. */
export type RowPlace = { readonly line: number } | { readonly row: number };

export type Refuse = (place: RowPlace, what: string, hint?: string) => void;

type Read = (file: InputFile, wanted: Wanted, refuse: Refuse) => AsyncIterable<Batch>;

/** One wrong column is wrong in every row. */
const ENOUGH = 20;

/** Calls `visit` for every row whose cells are what `columns` says; what else is wrong with a row, `visit` tells by
 * `refuse`. The row is valid until the next one. Throws InputError with all problems; the first 20, if there are more. */
export async function readTable<C extends Columns>(
  file: InputFile,
  columns: C,
  hint: string,
  visit: (row: Row<C>, refuse: (what: string, hint?: string) => void) => void,
): Promise<void> {
  const problems: Problem[] = [];
  const refuse: Refuse = (place, what, advice = '') => {
    if (problems.length >= ENOUGH) return;
    const [line, where] = 'line' in place ? [place.line, ''] : [0, `row ${place.row}: `];
    problems.push({ file: file.path, line, column: line > 0 ? 1 : 0, what: `${where}${what}`, hint: advice });
  };
  const names = Object.keys(columns).sort(
    (a, b) => Number(columns[a] === 'number?') - Number(columns[b] === 'number?'),
  );
  const isOptional = (name: string) => columns[name] === 'number?';
  const wanted: Wanted = { required: names.filter((n) => !isOptional(n)), optional: names.filter(isOptional), hint };
  const read: Read = (await isParquet(file)) ? readParquet : readCsv;
  let rows = 0;
  for await (const batch of read(file, wanted, refuse)) {
    rows += batch.length;
    const row: Record<string, unknown> = {};
    for (let i = 0; i < batch.length && problems.length < ENOUGH; i++) {
      const before = problems.length;
      const refuseRow = (what: string, advice?: string) => refuse(batch.rowAt(i), what, advice);
      for (let c = 0; c < names.length; c++) {
        const name = names[c] as string;
        const cells = batch.columns[c];
        row[name] = cells && (columns[name] === 'text' ? textOf : numberOf)(name, cells[i], refuseRow);
      }
      if (problems.length === before) visit(row as Row<C>, refuseRow);
    }
    if (problems.length >= ENOUGH) break;
  }
  if (problems.length > 0) throw new InputError(problems.sort((a, b) => a.line - b.line));
  if (rows === 0) throw new InputError([{ file: file.path, line: 1, column: 1, what: 'the file has no rows', hint }]);
}

function textOf(name: string, cell: unknown, refuse: (what: string) => void): string {
  const text = typeof cell === 'number' || typeof cell === 'bigint' ? String(cell) : cell;
  if (typeof text === 'string' && !isBlank(text)) return text;
  refuse(isBlank(text) ? `${name} is empty` : `${name} is no text`);
  return '';
}

function numberOf(name: string, cell: unknown, refuse: (what: string, hint?: string) => void): number {
  const value = typeof cell === 'string' ? decimal(cell) : typeof cell === 'bigint' ? Number(cell) : cell;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (isBlank(cell)) refuse(`${name} is empty`);
  else if (typeof cell === 'string' && /^[+-]?\d+,\d+$/.test(cell))
    refuse(`${name} '${shortened(cell)}' is not a number`, 'write decimals with a point');
  else refuse(`${name} '${shortened(String(cell))}' is not a ${Number.isNaN(value) ? '' : 'finite '}number`);
  return Number.NaN;
}

const isBlank = (cell: unknown) =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 37)}...` : text);

/** JavaScript would take blanks for 0, and numbers of other bases. */
const decimal = (text: string): number => (isBlank(text) || /^0[box]/i.test(text) ? Number.NaN : Number(text));
