/** Curves in panels, side by side, each with axes of its own. */
import type { PlotView } from './svg.ts';

export interface CurvePoint {
  readonly series: string;
  readonly x: number;
  readonly y: number;
}

export interface CurvePanel {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly CurvePoint[];
  /** A dashed line across. */
  readonly level?: number;
}

export interface CurveOptions {
  /** Panels in a row. */
  readonly columns?: number;
}

const COLOURS = ['#4c78a8', '#e66100', '#5d3a9b', '#8c8c8c', '#1b7837', '#b2182b'];
const round = (value: number) => Number(value.toPrecision(6));

export function curves(panels: readonly CurvePanel[], { columns = 2 }: CurveOptions = {}): PlotView {
  return {
    concat: panels.map(panelView),
    columns,
    resolve: { scale: { color: 'independent' } },
  };
}

function panelView({ title, x, y, points, level }: CurvePanel): PlotView {
  const series = [...new Set(points.map((point) => point.series))];
  const values = points.map((point) => ({ ...point, x: round(point.x), y: round(point.y) }));
  const color = {
    field: 'series',
    type: 'nominal',
    sort: series,
    scale: { domain: series, range: series.map((_, i) => COLOURS[i % COLOURS.length]) },
    legend: series.length > 1 ? { title: null, orient: 'top', columns: 2, labelLimit: 0 } : null,
  };
  const curve = {
    data: { values },
    mark: { type: 'line', strokeWidth: 1.5 },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: x, scale: { zero: false, nice: false } },
      y: { field: 'y', type: 'quantitative', title: y },
      color,
    },
  };
  const rule = {
    data: { values: [{ level }] },
    mark: { type: 'rule', strokeDash: [4, 3] },
    encoding: { y: { field: 'level', type: 'quantitative' } },
  };
  return {
    title: { text: title, fontSize: 12, fontWeight: 'normal' },
    width: 260,
    height: 180,
    layer: level === undefined ? [curve] : [curve, rule],
  };
}
