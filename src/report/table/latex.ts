/** A table for a paper: a `tabular` with the rules of the package booktabs. */
import { printable } from '../../base/printable.ts';
import { alignedRight, type Entry, type Table } from './table.ts';

/** To be put into a `table` of the paper, which has the caption. Notes become comments. */
export function latexTable({ columns, rows, notes }: Table): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\`;
  return [
    ...['\\usepackage{booktabs} has the rules', ...notes].map((note) => `% ${printable(note)}`),
    `\\begin{tabular}{${columns.map((one) => (alignedRight(one) ? 'r' : 'l')).join('')}}`,
    '  \\toprule',
    line(columns.map(({ header }) => latexText(header))),
    '  \\midrule',
    ...rows.map((row) => line(row.map(cell))),
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}

function cell(entry: Entry): string {
  const shown = entry.kind === 'figure' ? latexNumber(entry.text) : latexText(entry.text);
  return entry.tone === 'strong' && entry.kind === 'text' ? `\\textbf{${shown}}` : shown;
}

/** In math, where a minus is a minus, and a comma between thousands takes no room. */
function latexNumber(text: string): string {
  if (!/\d/.test(text)) return latexText(text);
  const math = latexText(text)
    .replaceAll(/\$([^$]*)\$/g, '$1')
    .replaceAll(/(?<=\d),(?=\d)/g, '{,}')
    .replace(/ \*$/, '^{*}');
  return `$${math}$`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '−': '$-$',
  '<': '$<$',
  '>': '$>$',
};

/** Any text as LaTeX that prints just that. */
export function latexText(text: string): string {
  return printable(text).replaceAll(/[\\~^±−<>%_&#${}]/g, (character) => SPECIAL[character] ?? `\\${character}`);
}
