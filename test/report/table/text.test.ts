import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { column, figure, type Table, text } from '../../../src/report/table/table.ts';
import { textTable } from '../../../src/report/table/text.ts';
import { widthOf, wrap } from '../../../src/report/table/wrap.ts';

const METRICS = ['saved energy, %', 'energy overhead, %', 'slept time, %', 'energy, kWh', 'migrations', 'overload, %'];

/** A row per label, and figures that say where they stand. */
const tableOf = (...labels: readonly string[]): Table => ({
  columns: [column('label', 'policy'), ...METRICS.map((header, i) => column('estimate', `m${i}`, { header }))],
  rows: labels.map((label, row) => [text(label), ...METRICS.map((_, i) => figure(`${row}${i}.00 ± 0.10`, i))]),
  notes: [],
});

const widest = (shown: string) => Math.max(...shown.split('\n').map(widthOf));

describe('a table', () => {
  test('that fits is printed as it is', () => {
    expect(textTable(tableOf('none', 'ffd'), { width: 200 })).toBe(`\
               saved        energy         slept
policy     energy, %   overhead, %       time, %   energy, kWh    migrations   overload, %
none    00.00 ± 0.10  01.00 ± 0.10  02.00 ± 0.10  03.00 ± 0.10  04.00 ± 0.10  05.00 ± 0.10
ffd     10.00 ± 0.10  11.00 ± 0.10  12.00 ± 0.10  13.00 ± 0.10  14.00 ± 0.10  15.00 ± 0.10`);
  });

  test('of few rows is turned around', () => {
    expect(textTable(tableOf('none', 'ffd(period=300 s,offset=150 s)'), { width: 60 })).toBe(`\
                                  ffd(period=300 s,
policy                      none      offset=150 s)
saved energy, %     00.00 ± 0.10       10.00 ± 0.10
energy overhead, %  01.00 ± 0.10       11.00 ± 0.10
slept time, %       02.00 ± 0.10       12.00 ± 0.10
energy, kWh         03.00 ± 0.10       13.00 ± 0.10
migrations          04.00 ± 0.10       14.00 ± 0.10
overload, %         05.00 ± 0.10       15.00 ± 0.10`);
  });

  test('of many rows is cut into blocks that say again which row it is', () => {
    const labels = Array.from({ length: 9 }, (_, i) => `mechanism-${i}`);
    const shown = textTable(tableOf(...labels), { width: 60 });
    expect(widest(shown)).toBeLessThanOrEqual(60);
    expect(shown.split('\n\n')).toHaveLength(2);
    for (const block of shown.split('\n\n')) for (const label of labels) expect(block).toContain(label);
  });

  test('is as wide as it gets where that is asked for, with all columns', () => {
    const table = tableOf('none');
    const wide = {
      ...table,
      columns: table.columns.map((one, i) => (i === 6 ? { ...one, shown: 'wide' as const } : one)),
    };
    expect(textTable(wide, { width: 40 })).not.toContain('overload');
    expect(textTable(wide, { width: 40, wide: true }).split('\n').at(-1)).toMatch(/^none +00\.00.*05\.00/);
  });

  test('of groups has them as headings where there is no room for a column', () => {
    const grouped: Table = {
      columns: [column('group', 'metric'), column('label', 'cell'), column('number', 'mean')],
      rows: ['a', 'b'].map((cell) => [text('saved energy, %'), text(`a long cell ${cell}`), figure('1.0', 1)]),
      notes: [],
    };
    expect(textTable(grouped, { width: 26 })).toBe(
      'cell             mean\nsaved energy, %\n  a long cell a   1.0\n  a long cell b   1.0',
    );
    expect(textTable(grouped, { width: 80 })).toContain('saved energy, %  a long cell a   1.0');
  });

  test('shows a name without what it would do to the terminal', () => {
    expect(textTable(tableOf('\u001b[31mred'), { width: 200 })).toContain('\\u001b[31mred');
  });
});

test('no line is wider than the terminal, whatever the names', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.integer({ min: 60, max: 140 }), (names, width) => {
      expect(widest(textTable(tableOf(...names), { width }))).toBeLessThanOrEqual(width);
    }),
  );
});

test('wrapping loses nothing but blanks, and breaks after punctuation first', () => {
  expect(wrap('page-cache-teleportation(ratio=0.34)', 26)).toEqual(['page-cache-teleportation(', 'ratio=0.34)']);
  expect(wrap('every 300 s at most', 9)).toEqual(['every', '300 s at', 'most']);
  expect(wrap('日本語', 4)).toEqual(['日本', '語']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 30 }), (text, width) => {
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});
