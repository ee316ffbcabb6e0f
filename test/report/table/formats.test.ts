import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { formatTable } from '../../../src/report/table/format.ts';
import { column, figure, type Table, text } from '../../../src/report/table/table.ts';

const HOSTILE = 'a|b <img src=x> "q", `c` *d* _e_ \u001b[31m';

const table: Table = {
  columns: [
    column('label', 'cell'),
    column('estimate', 'energyJ', { header: 'energy, kWh' }),
    column('number', 'p', { shown: 'wide' }),
  ],
  rows: [
    [text(HOSTILE), figure('1,250.5 ± 0.1', 4.5e9, { ci95: [4.4e9, 4.6e9], tone: 'strong' }), figure('0.5', 0.5)],
    [text('plain'), figure('-3', -1.08e7), figure('-', null)],
  ],
  notes: ['50 % of <b>it</b>'],
};

test('CSV holds every column in SI, and is read back as it was', () => {
  const csv = formatTable(table, 'csv');
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(csv.split('\r\n')[2]).toBe('plain,-10800000,,,');
  expect(parse(csv)).toEqual([
    ['cell', 'energyJ_mean', 'energyJ_ci95_low', 'energyJ_ci95_high', 'p'],
    [HOSTILE, '4500000000', '4400000000', '4600000000', '0.5'],
    ['plain', '-10800000', '', '', ''],
  ]);
});

test('Markdown shows names as they are, and nothing that they bring', () => {
  expect(formatTable(table, 'md')).toBe(`| cell | energy, kWh |
| --- | ---: |
| a\\|b &lt;img src=x&gt; "q", \\\`c\\\` \\*d\\* \\_e\\_ \\\\u001b\\[31m | **1,250.5 ± 0.1** |
| plain | -3 |

- 50 % of &lt;b&gt;it&lt;/b&gt;
`);
  expect(formatTable(table, 'md', { wide: true })).toContain('| cell | energy, kWh | p |');
});

test('LaTeX prints what is special to it, and numbers as numbers', () => {
  const special = {
    ...table,
    rows: [[text('% _ & # $ { } ~ ^ \\ ±'), figure('-1,250.5 ± 0.1 *', 1), figure('< 0.01', 0)]],
  };
  expect(formatTable(special, 'latex', { wide: true })).toBe(`% \\usepackage{booktabs} has the rules
% 50 % of <b>it</b>
\\begin{tabular}{lrr}
  \\toprule
  cell & energy, kWh & p \\\\
  \\midrule
  \\% \\_ \\& \\# \\$ \\{ \\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} $\\pm$ & $-1{,}250.5 \\pm 0.1^{*}$ & $< 0.01$ \\\\
  \\bottomrule
\\end{tabular}
`);
});
