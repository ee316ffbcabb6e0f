/** How a table is laid out on a terminal: which column is how wide, and what happens to what has no room. */
import { printable } from '../../base/printable.ts';
import { alignedRight, type Column, type Entry, type Table, type Tone } from './table.ts';
import { widthOf, wrap, wrapHeader } from './wrap.ts';

/** Text that is folded keeps at least so much room. */
const LEAST_TEXT = 14;

/** Between columns. */
export const GAP = 2;

/** A table as it is laid out: every text is the lines of its place. */
export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly (readonly Place[])[];
  /** Before row i, a heading over all columns. */
  readonly headings: ReadonlyMap<number, string>;
}

interface GridColumn {
  readonly kind: Column['kind'];
  readonly right: boolean;
  readonly header: readonly string[];
}

export interface Place {
  readonly lines: readonly string[];
  readonly tone: Tone;
}

const widest = (lines: readonly string[]) => Math.max(0, ...lines.map(widthOf));

const bodyWidth = (rows: Grid['rows'], i: number) => Math.max(0, ...rows.map((row) => widest(row[i]?.lines ?? [])));

const columnWidths = ({ columns, rows }: Grid) =>
  columns.map(({ header }, i) => Math.max(widest(header), bodyWidth(rows, i)));

export const widthOfGrid = (grid: Grid): number =>
  columnWidths(grid).reduce((sum, width) => sum + width + GAP, indentOf(grid) - GAP);

/** Of the rows below their headings. */
export const indentOf = ({ headings }: Grid): number => (headings.size > 0 ? GAP : 0);

const place = ({ text, tone }: Entry): Place => ({ lines: [printable(text)], tone });

/** `tight`: headers in as many lines as they have words. */
export function asGrid({ columns, rows }: Table, { tight = false } = {}): Grid {
  const places = rows.map((row) => row.map(place));
  const heads = columns.map(
    (column, i): GridColumn => ({
      kind: column.kind,
      right: alignedRight(column),
      header: wrapHeader(printable(column.header), bodyWidth(places, i), tight),
    }),
  );
  return { columns: heads, rows: places, headings: new Map() };
}

/** Each group's text once, where it begins. */
export function withoutRepeats(grid: Grid): Grid {
  if (grid.columns[0]?.kind !== 'group') return grid;
  let above = '';
  const rows = grid.rows.map(([group, ...others]) => {
    const text = group?.lines.join() ?? '';
    const repeated = text === above;
    above = text;
    return [repeated ? { lines: [''], tone: 'plain' as const } : (group as Place), ...others];
  });
  return { ...grid, rows };
}

/** The column of groups as headings of their own, which take no width. */
export function withHeadings(grid: Grid): Grid {
  const [first, ...columns] = grid.columns;
  if (first?.kind !== 'group') return grid;
  const headings = new Map<number, string>();
  let above = '';
  for (const [i, [group]] of grid.rows.entries()) {
    const text = group?.lines.join(' ') ?? '';
    if (text !== above) headings.set(i, text);
    above = text;
  }
  return { columns, rows: grid.rows.map((row) => row.slice(1)), headings };
}

/** Texts in lines so short that the table takes `room`, or as near to it as they bring it. */
export function foldText(grid: Grid, room: number): Grid {
  const foldable = grid.columns.flatMap(({ right }, i) => (right ? [] : [i]));
  return fold(grid, foldable, widthOfGrid(grid) - room);
}

/** The same for what says which row it is, which then takes `room`. */
export function foldLabels(grid: Grid, room: number): Grid {
  const widths = columnWidths(grid);
  const labels = grid.columns.flatMap(({ kind }, i) => (kind === 'label' ? [i] : []));
  return fold(grid, labels, labels.reduce((sum, i) => sum + (widths[i] as number) + GAP, indentOf(grid)) - room);
}

function fold(grid: Grid, foldable: readonly number[], excess: number): Grid {
  const limits = columnWidths(grid);
  // the longest first, a character at a time
  for (let left = excess; left > 0; left--) {
    const longest = foldable.reduce(
      (a, b) => ((limits[b] as number) > (limits[a] as number) ? b : a),
      foldable[0] ?? -1,
    );
    if (longest < 0 || (limits[longest] as number) <= LEAST_TEXT) break;
    limits[longest] = (limits[longest] as number) - 1;
  }
  const folded = (lines: readonly string[], i: number) =>
    foldable.includes(i) ? wrap(lines.join(' '), limits[i] as number) : lines;
  return {
    ...grid,
    columns: grid.columns.map((column, i) => ({ ...column, header: folded(column.header, i) })),
    rows: grid.rows.map((row) => row.map(({ lines, tone }, i) => ({ lines: folded(lines, i), tone }))),
  };
}

/** A row for each column of figures, and a column for each row: its labels become the header. Undefined for a table that
 * has groups, or texts that are no labels. */
export function turnAround({ columns, rows }: Grid, width: number): Grid | undefined {
  const labels = columns.filter(({ kind }) => kind === 'label').length;
  const figures = columns.slice(labels);
  if (!figures.every(({ right }) => right)) return undefined;
  const body = figures.map(({ header }, i): Place[] => [
    { lines: [header.join(' ').trim()], tone: 'plain' },
    ...rows.map((row) => row[labels + i] as Place),
  ]);
  const names = columns.slice(0, labels).map(({ header }) => header.join(' ').trim());
  const share = Math.floor((width - Math.max(widthOf(names.join(', ')), bodyWidth(body, 0))) / rows.length) - GAP;
  const heads = rows.map((row, i): GridColumn => {
    const room = Math.max(LEAST_TEXT, share, bodyWidth(body, i + 1));
    return {
      kind: 'number',
      right: true,
      header: row.slice(0, labels).flatMap(({ lines }) => wrap(lines.join(' '), room)),
    };
  });
  return {
    columns: [{ kind: 'label', right: false, header: [names.join(', ')] }, ...heads],
    rows: body,
    headings: new Map(),
  };
}

/** As many columns side by side as there is room for, behind those that say which row it is. */
export function blocks(grid: Grid, width: number): readonly Grid[] {
  const widths = columnWidths(grid);
  const labels = grid.columns.filter(({ kind }) => kind === 'label').length;
  const own = Array.from({ length: labels }, (_, i) => i);
  const taken = own.reduce((sum, i) => sum + (widths[i] as number) + GAP, indentOf(grid));
  const cuts: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (let i = labels; i < widths.length; i++) {
    if (used + GAP + (widths[i] as number) > width) {
      cuts.push([]);
      used = taken - GAP;
    }
    cuts.at(-1)?.push(i);
    used += GAP + (widths[i] as number);
  }
  return cuts.map((cut) => {
    const kept = [...own, ...cut];
    const pick = <T>(all: readonly T[]) => kept.map((i) => all[i] as T);
    return { columns: pick(grid.columns), rows: grid.rows.map(pick), headings: grid.headings };
  });
}
