/** Curves in panels, side by side, each with axes of its own. */
import { type PlotView, panelTitle } from './panel.ts';

/** A point of a curve. */
export interface CurvePoint {
  /** The curve, as the legend calls it. */
  readonly series: string;
  /** In the unit of the axis. */
  readonly x: number;
  /** In the unit of the axis. */
  readonly y: number;
  /** Of a curve that has steps: between points of one piece it is a line, from one piece to the next a step. */
  readonly piece?: string | number | undefined;
}

/** Curves that share their axes. */
export interface CurvePanel {
  /** Above the frame. */
  readonly title: string;
  /** Title of the axis, with its unit. */
  readonly x: string;
  /** Title of the axis, with its unit. */
  readonly y: string;
  /** Of all curves, each in the order in which it is drawn. */
  readonly points: readonly CurvePoint[];
  /** A dashed line across. */
  readonly level?: Level;
}

/** A value that curves are held against. */
export interface Level {
  /** As the legend calls it. */
  readonly name: string;
  /** In the unit of the axis. */
  readonly y: number;
}

/** How panels are laid out. */
export interface CurveOptions {
  /** Panels in a row. */
  readonly columns?: number;
}

const COLOURS = ['#4c78a8', '#e66100', '#5d3a9b', '#8c8c8c', '#1b7837', '#b2182b'];
const SOLID = [1, 0];
const DASHED = [5, 4];
const round = (value: number) => Number(value.toPrecision(6));

/** A view of panels side by side, for `writePlot`. */
export function curves(panels: readonly CurvePanel[], { columns = 2 }: CurveOptions = {}): PlotView {
  return {
    concat: panels.map(panelView),
    columns,
    // the frames line up, whatever stands beside them; the room between them is for labels and titles
    align: 'all',
    bounds: 'flush',
    spacing: { row: 82, column: 84 },
    resolve: { scale: { color: 'independent', strokeDash: 'independent' } },
  };
}

function panelView({ title, x, y, points, level }: CurvePanel): PlotView {
  const series = [...new Set(points.map((point) => point.series))];
  const names = [...series, ...(level ? [level.name] : [])];
  const legend = names.length > 1 ? { title: null, orient: 'bottom', columns: 2, labelLimit: 0, offset: 8 } : null;
  const look = (range: readonly unknown[]) => ({ type: 'nominal', scale: { domain: names, range }, legend });
  const color = look(names.map((_, i) => (i < series.length ? COLOURS[i % COLOURS.length] : 'black')));
  const strokeDash = look(names.map((_, i) => (i < series.length ? SOLID : DASHED)));
  const curve = {
    data: { values: series.flatMap((name) => withSteps(points.filter((point) => point.series === name))) },
    mark: { type: 'line', strokeWidth: 1.5 },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: x, scale: { zero: false, nice: false } },
      y: { field: 'y', type: 'quantitative', title: y },
      color: { field: 'series', ...color },
      strokeDash: { field: 'series', ...strokeDash },
    },
  };
  const rule = level && {
    data: { values: [{ y: level.y, series: level.name }] },
    mark: { type: 'rule' },
    encoding: {
      y: { field: 'y', type: 'quantitative' },
      color: { field: 'series', ...color },
      strokeDash: { field: 'series', ...strokeDash },
    },
  };
  return { width: 260, height: 180, layer: [panelTitle(title), curve, ...(rule ? [rule] : [])] };
}

/** Where a new piece begins, the one before lasts until there. */
function withSteps(points: readonly CurvePoint[]): readonly object[] {
  return points.flatMap(({ series, x, y, piece }, i) => {
    const before = points[i - 1];
    const here = { series, x: round(x), y: round(y) };
    return before && before.piece !== piece ? [{ ...here, y: round(before.y) }, here] : [here];
  });
}
