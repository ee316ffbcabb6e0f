/** A table as data. From one table come the text for a terminal, and the CSV, Markdown and LaTeX for spreadsheets,
 * documents and papers. */

/** Columns, rows and notes. */
export interface Table {
  /** From left to right. */
  readonly columns: readonly Column[];
  /** An entry per column. */
  readonly rows: readonly (readonly Entry[])[];
  /** What there is to say once about the whole table, a sentence or more each. */
  readonly notes: readonly string[];
}

/** What stands in one column, and how it is shown. */
export interface Column {
  /** Its name in CSV. */
  readonly key: string;
  /** With the unit in which people read it. */
  readonly header: string;
  /** `group`: rows with the same text belong together; at most one, and the first. `label`: says which row it is.
   * `estimate`: a mean with its confidence interval. Numbers and estimates are aligned to the right. */
  readonly kind: 'group' | 'label' | 'text' | 'number' | 'estimate';
  /** `wide`: only where all columns are asked for. `data`: only in CSV. */
  readonly shown: 'always' | 'wide' | 'data';
}

export type Tone = 'plain' | 'strong' | 'good' | 'bad';

/** What stands in one place of a table. */
export type Entry = TextEntry | Figure;

interface TextEntry {
  readonly kind: 'text';
  readonly text: string;
  readonly tone: Tone;
  /** As CSV has it. */
  readonly data: string;
}

interface Figure {
  readonly kind: 'figure';
  /** As people read it, interval and unit included. */
  readonly text: string;
  readonly tone: Tone;
  /** In SI; null where there is none. */
  readonly value: number | null;
  readonly ci95: readonly [number, number] | null;
}

type ColumnOptions = Partial<Pick<Column, 'header' | 'shown'>>;

/** A column whose header is its key, and that is always there, unless the options say otherwise. */
export const column = (kind: Column['kind'], key: string, { header = key, shown = 'always' }: ColumnOptions = {}) =>
  ({ kind, key, header, shown }) satisfies Column;

export const text = (shown: string, { tone = 'plain', data = shown }: Partial<TextEntry> = {}): Entry => ({
  kind: 'text',
  text: shown,
  tone,
  data,
});

export const figure = (
  shown: string,
  value: number | null,
  { ci95 = null, tone = 'plain' }: Partial<Figure> = {},
): Entry => ({ kind: 'figure', text: shown, tone, value, ci95 });

/** The table with those columns only, and their entries. */
export function select({ columns, rows, notes }: Table, wanted: (column: Column) => boolean): Table {
  const kept = columns.flatMap((one, i) => (wanted(one) ? [i] : []));
  const pick = <T>(all: readonly T[]) => kept.map((i) => all[i] as T);
  return { columns: pick(columns), rows: rows.map(pick), notes };
}

/** What people are shown: without the columns for programs, and without the wide ones unless they are asked for. */
export const forPeople = (table: Table, { wide = false }: { readonly wide?: boolean | undefined } = {}): Table =>
  select(table, ({ shown }) => shown === 'always' || (wide && shown === 'wide'));

export const alignedRight = ({ kind }: Column): boolean => kind === 'number' || kind === 'estimate';
