/** A table as text, no wider than the terminal. */
import CliTable from 'cli-table3';
import {
  asGrid,
  blocks,
  foldLabels,
  foldText,
  GAP,
  type Grid,
  indentOf,
  type Place,
  turnAround,
  widthOfGrid,
  withHeadings,
  withoutRepeats,
} from './grid.ts';
import { forPeople, type Table, type Tone } from './table.ts';

export interface TextOptions {
  /** In characters. */
  readonly width: number;
  /** All columns beside each other, however wide that is. */
  readonly wide?: boolean | undefined;
  /** How a terminal shows headers and what stands out. */
  readonly paint?: Paint | undefined;
}

export interface Paint {
  readonly header: (text: string) => string;
  readonly tones: Readonly<Record<Exclude<Tone, 'plain'>, (text: string) => string>>;
}

const same = (text: string) => text;
const PLAIN: Paint = { header: same, tones: { strong: same, good: same, bad: same } };

/** Aligned columns without lines. What is too wide is folded: long texts first; then a table of few rows is turned around,
 * a column for each of them; and one of many is cut into blocks, which repeat what says which row it is. The notes are
 * not part of it. */
export function textTable(table: Table, { width, wide = false, paint = PLAIN }: TextOptions): string {
  const shown = forPeople(table, { wide });
  const whole = asGrid(shown);
  const grouped = withHeadings(whole);
  const fits = (grid: Grid) => widthOfGrid(grid) <= width;
  if (wide || fits(whole)) return print(withoutRepeats(whole), paint);
  const tight = asGrid(shown, { tight: true });
  if (fits(tight)) return print(withoutRepeats(tight), paint);
  for (const grid of [grouped, foldText(grouped, width)]) if (fits(grid)) return print(grid, paint);
  const turned = turnAround(whole, width);
  if (turned && fits(turned)) return print(turned, paint);
  return blocks(foldLabels(grouped, width * LABEL_SHARE), width)
    .map((block) => print(block, paint))
    .join('\n\n');
}

/** Of the width of a block, for what says which row it is. */
const LABEL_SHARE = 0.28;

const NOTHING = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left']
    .concat(['bottom-right', 'left-mid', 'mid-mid', 'right-mid'])
    .map((part) => [part, '']),
);

function print(grid: Grid, paint: Paint): string {
  const { columns, rows, headings } = grid;
  const indent = ' '.repeat(indentOf(grid));
  const height = Math.max(0, ...columns.map(({ header }) => header.length));
  const head = columns.map(({ header }) =>
    [...Array.from({ length: height - header.length }, () => ''), ...header.map(paint.header)].join('\n'),
  );
  const table = new CliTable({
    chars: { ...NOTHING, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    head,
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  const tint = ({ lines, tone }: Place) =>
    lines.map((line) => (tone === 'plain' ? line : paint.tones[tone](line))).join('\n');
  for (const [i, row] of rows.entries()) {
    const heading = headings.get(i);
    if (heading !== undefined) table.push([{ colSpan: columns.length, content: paint.header(heading) }]);
    table.push(row.map((one, j) => (j === 0 ? tint(one).replaceAll(/^/gm, indent) : tint(one))));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
