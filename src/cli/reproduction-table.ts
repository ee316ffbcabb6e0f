import { formatPrinted } from '../reproduce/format.ts';
import { formatDifference, formatOurs } from '../reproduce/markdown.ts';
import type { Report } from '../reproduce/report.ts';
import type { Verdict } from '../reproduce/verdict.ts';
import { colours } from './colours.ts';
import { type TableColumn, textTable } from './text-table.ts';

const COLUMNS: readonly TableColumn[] = [
  { header: 'what', align: 'left' },
  { header: 'printed', align: 'left' },
  { header: 'ours', align: 'left' },
  { header: 'difference', align: 'right' },
  { header: 'verdict', align: 'left' },
];

/** The report on a terminal: figures and statements, without reasons, side tables and pictures. */
export function reproductionTable({ items }: Report): string {
  const paint = colours(process.stdout);
  const tint = (verdict: Verdict) => {
    if (verdict === 'same' || verdict === 'holds') return paint.green(verdict);
    return verdict === 'differs' || verdict === 'does not hold' ? paint.yellow(verdict) : verdict;
  };
  const blocks = items.map(({ title, where, name, rows }) => {
    const lines = rows.map((row) => [
      wrap(row.what),
      wrap(formatPrinted(row)),
      wrap(formatOurs(row)),
      formatDifference(row),
      tint(row.verdict),
    ]);
    return `${paint.bold(title)} (${name}; ${where})\n${textTable(COLUMNS, lines, paint.dim)}`;
  });
  return blocks.join('\n\n');
}

const WIDTH = 44;

/** Words in lines of at most so many characters. */
function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) as string;
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
