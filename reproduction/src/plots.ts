/** The kinds of picture that items draw. */
import { panelTitle } from 'wattshift/plot';
import { type Estimate, high, low } from './estimate.ts';
import type { Plot } from './finding.ts';

export interface Bar {
  /** Panels stand in rows and columns; those of one metric share their scale. */
  readonly row: string;
  readonly column: string;
  readonly metric: string;
  readonly x: string;
  readonly series: string;
  readonly ours: Estimate;
  /** What the document prints of it, if it does. */
  readonly printed?: number;
}

export const COLOURS = ['#7fb1d9', '#e66100', '#5d3a9b', '#b9b9b9'];

/** What is drawn over our figures, as the legend calls it. */
const PRINTED = 'printed';
const INTERVAL = '95 % interval';

/** The same colours and one legend for all that is drawn; `own` are the series of ours. */
const colours = (own: readonly string[], overlays: readonly string[]) => ({
  type: 'nominal',
  scale: {
    domain: [...own, ...overlays],
    range: [...COLOURS.slice(0, own.length), ...overlays.map((name) => (name === PRINTED ? 'black' : '#777'))],
  },
  legend: { title: null, orient: 'top', columns: 3, labelLimit: 0 },
});

/** Frames line up, whatever stands beside them. */
const LINED_UP = { align: 'all', bounds: 'flush' };

const round = (value: number) => Number(value.toPrecision(6));

/** Small multiples of bars with their confidence intervals; a black tick is a printed figure. */
export function bars(name: string, title: string, x: string, all: readonly Bar[]): Plot {
  const rows = [...new Set(all.map(({ row }) => row))];
  const columns = [...new Set(all.map(({ column }) => column))];
  const panel = (row: string, column: string, first: boolean) => {
    const own = all.filter((bar) => bar.row === row && bar.column === column);
    const sameScale = all.filter(({ metric }) => metric === own[0]?.metric);
    return barPanel(own, x, first ? row : null, column, scaleOf(sameScale));
  };
  const view = {
    concat: rows.flatMap((row) => columns.map((column, i) => panel(row, column, i === 0))),
    columns: columns.length,
    ...LINED_UP,
    spacing: { row: 70, column: 50 },
  };
  return { name, title, view };
}

function scaleOf(some: readonly Bar[]): readonly [number, number] {
  const values = some.flatMap(({ ours, printed = 0 }) => [low(ours), high(ours), printed]);
  return [Math.min(0, ...values), Math.max(0, ...values)];
}

function barPanel(
  own: readonly Bar[],
  x: string,
  row: string | null,
  column: string,
  domain: readonly [number, number],
) {
  const series = [...new Set(own.map((bar) => bar.series))];
  const values = own.map(({ ours, printed, x, series }) => ({
    x,
    series,
    printed,
    ours: round(ours.mean),
    low: round(low(ours)),
    high: round(high(ours)),
  }));
  const position = {
    x: { field: 'x', type: 'nominal', sort: null, title: x, axis: { labelAngle: 0, labelLimit: 0 } },
    xOffset: { field: 'series', type: 'nominal', sort: series },
  };
  const y = (field: string) => ({ field, type: 'quantitative', title: row, scale: { domain, nice: true } });
  const color = colours(series, [INTERVAL, PRINTED]);
  return {
    data: { values },
    width: { step: series.length > 1 ? 18 : 64 },
    height: 130,
    layer: [
      panelTitle(column),
      { mark: { type: 'bar' }, encoding: { ...position, y: y('ours'), color: { field: 'series', ...color } } },
      {
        mark: { type: 'rule' },
        encoding: { ...position, y: y('low'), y2: { field: 'high' }, color: { datum: INTERVAL, ...color } },
      },
      {
        transform: [{ filter: 'isValid(datum.printed)' }],
        mark: { type: 'tick', thickness: 2.5, size: 16 },
        encoding: { ...position, y: y('printed'), color: { datum: PRINTED, ...color } },
      },
    ],
  };
}

export interface Line {
  readonly panel: string;
  readonly series: string;
  readonly x: number;
  readonly ours: Estimate;
}

export interface Level {
  readonly panel: string;
  readonly low: number;
  readonly high: number;
}

interface LinesOptions {
  readonly x: string;
  readonly scale?: 'log' | 'linear';
  /** Printed figures: a dashed line across the panel, or a band. */
  readonly printed: readonly Level[];
}

/** Curves in panels, with the printed figures across them. */
export function lines(
  name: string,
  title: string,
  rows: readonly Line[],
  { x, scale = 'linear', printed }: LinesOptions,
): Plot {
  const series = [...new Set(rows.map((row) => row.series))];
  const panels = [...new Set(rows.map((row) => row.panel))];
  const position = {
    field: 'x',
    type: 'quantitative',
    title: x,
    scale: { nice: false, ...(scale === 'log' ? { type: scale } : { zero: false }) },
    axis: { values: [...new Set(rows.map((row) => row.x))] },
  };
  const color = colours(series, [INTERVAL, PRINTED]);
  const curve = {
    encoding: { x: position },
    layer: [
      {
        mark: { type: 'line', point: true },
        encoding: {
          y: { field: 'ours', type: 'quantitative', title: null, scale: { zero: false } },
          color: { field: 'series', ...color },
        },
      },
      {
        mark: { type: 'rule' },
        encoding: {
          y: { field: 'low', type: 'quantitative' },
          y2: { field: 'high' },
          detail: { field: 'series' },
          color: { datum: INTERVAL, ...color },
        },
      },
    ],
  };
  const printedRule = (field: 'low' | 'high') => ({
    mark: { type: 'rule', strokeDash: [4, 3] },
    encoding: { y: { field, type: 'quantitative' }, color: { datum: PRINTED, ...color } },
  });
  return {
    name,
    title,
    view: {
      ...LINED_UP,
      columns: panels.length,
      spacing: { column: 50 },
      concat: panels.map((panel) => ({
        width: 190,
        height: 150,
        layer: [
          panelTitle(panel),
          {
            data: { values: printed.filter((level) => level.panel === panel) },
            layer: [
              {
                mark: { type: 'rect', opacity: 0.12, color: 'black' },
                encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
              },
              printedRule('low'),
              printedRule('high'),
            ],
          },
          {
            data: {
              values: rows
                .filter((row) => row.panel === panel)
                .map(({ ours, ...rest }) => ({
                  ...rest,
                  ours: round(ours.mean),
                  low: round(low(ours)),
                  high: round(high(ours)),
                })),
            },
            ...curve,
          },
        ],
      })),
    },
  };
}
