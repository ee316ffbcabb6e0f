/** A report on a terminal: figures and statements, without reasons, side tables and pictures. */
import type { Column, Entry, Table } from 'wattshift';
import { formatPrinted } from './format.ts';
import { formatDifference, formatOurs } from './markdown.ts';
import type { Report, Row } from './report.ts';
import type { Verdict } from './verdict.ts';

/** The table of one item. */
export interface ItemTable {
  readonly title: string;
  /** The item's name for the command, and where it stands in the source. */
  readonly where: string;
  readonly table: Table;
}

const column = (kind: Column['kind'], header: string): Column => ({ kind, key: header, header, shown: 'always' });

const COLUMNS = [
  column('label', 'what'),
  column('text', 'printed'),
  column('text', 'ours'),
  column('number', 'difference'),
  column('text', 'verdict'),
];

/** One table per item of the report. */
export const tables = ({ items }: Report): readonly ItemTable[] =>
  items.map(({ title, where, name, rows }) => ({
    title,
    where: `${name}; ${where}`,
    table: { columns: COLUMNS, rows: rows.map(entries), notes: [] },
  }));

const entries = (row: Row): readonly Entry[] => [
  entry(row.what),
  entry(formatPrinted(row)),
  entry(formatOurs(row)),
  entry(formatDifference(row)),
  entry(row.verdict, toneOf(row.verdict)),
];

const entry = (text: string, tone: Entry['tone'] = 'plain'): Entry => ({ kind: 'text', text, tone, data: text });

function toneOf(verdict: Verdict): Entry['tone'] {
  if (verdict === 'same' || verdict === 'holds') return 'good';
  return verdict === 'differs' || verdict === 'does not hold' ? 'bad' : 'plain';
}
