import { column, type Tone, text } from '../report/table/table.ts';
import { formatPrinted } from '../reproduce/format.ts';
import { formatDifference, formatOurs } from '../reproduce/markdown.ts';
import type { Report } from '../reproduce/report.ts';
import type { Verdict } from '../reproduce/verdict.ts';
import { colours } from './colours.ts';
import { showTable } from './screen.ts';

const COLUMNS = [
  column('label', 'what'),
  column('text', 'printed'),
  column('text', 'ours'),
  column('number', 'difference'),
  column('text', 'verdict'),
];

/** The report on a terminal: figures and statements, without reasons, side tables and pictures. */
export function reproductionTable({ items }: Report): string {
  const paint = colours(process.stdout);
  const blocks = items.map(({ title, where, name, rows }) => {
    const lines = rows.map((row) => [
      text(row.what),
      text(formatPrinted(row)),
      text(formatOurs(row)),
      text(formatDifference(row)),
      text(row.verdict, { tone: toneOf(row.verdict) }),
    ]);
    const table = showTable({ columns: COLUMNS, rows: lines, notes: [] }, process.stdout);
    return `${paint.bold(title)} (${name}; ${where})\n${table}`;
  });
  return blocks.join('\n\n');
}

function toneOf(verdict: Verdict): Tone {
  if (verdict === 'same' || verdict === 'holds') return 'good';
  return verdict === 'differs' || verdict === 'does not hold' ? 'bad' : 'plain';
}
