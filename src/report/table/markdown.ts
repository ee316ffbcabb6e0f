/** A table in GitHub's Markdown. */
import { printable } from '../../base/printable.ts';
import { alignedRight, type Entry, type Table } from './table.ts';

type Alignment = 'left' | 'right';

/** With its notes as a list below. Names can bring neither HTML nor Markdown of their own. */
export function markdownTable({ columns, rows, notes }: Table): string {
  const grid = markdownGrid(
    columns.map(({ header }) => markdownText(header)),
    rows.map((row) => row.map(cell)),
    columns.map((column) => (alignedRight(column) ? 'right' : 'left')),
  );
  const below = notes.map((note) => `- ${markdownText(note)}\n`).join('');
  return `${grid}\n${below === '' ? '' : `\n${below}`}`;
}

/** A table in GitHub's Markdown, of cells that are Markdown already: only bars in them are escaped. */
export function markdownGrid(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((one) => one.replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  const rule = head.map((_, i) => (alignments[i] === 'right' ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function cell({ text, tone }: Entry): string {
  const shown = markdownText(text);
  return tone === 'strong' && shown !== '' ? `**${shown}**` : shown;
}

/** Any text as Markdown that shows just that. */
export function markdownText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~]/g, '\\$&');
}
