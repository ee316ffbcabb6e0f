import type { Comparison } from '../compare/comparison.ts';
import { headline, notes } from '../compare/notes.ts';
import { comparisonRows, HEADERS } from '../compare/rows.ts';
import { colours } from './colours.ts';
import { type TableColumn, textTable } from './text-table.ts';

const COLUMNS: readonly TableColumn[] = HEADERS.map((header, i) => ({ header, align: i < 2 ? 'left' : 'right' }));

/** Each metric's name once, what is significant in bold, and the notes below. */
export function comparisonTable(comparison: Comparison): string {
  const paint = colours(process.stdout);
  let above = '';
  const rows = comparisonRows(comparison).map(({ texts: [metric = '', ...texts], significant }) => {
    const name = metric === above ? '' : metric;
    above = metric;
    return [name, ...texts.map((text, i) => (significant && i === 3 ? paint.bold(text) : text))];
  });
  const table = rows.length > 0 ? ['', textTable(COLUMNS, rows, paint.dim)] : [];
  return [headline(comparison), ...table, '', ...notes(comparison), ''].join('\n');
}
