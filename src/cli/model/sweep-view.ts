import { curves } from '../../report/plot/curves.ts';
import type { PlotView } from '../../report/plot/panel.ts';
import type { ModelFace } from './models.ts';

interface Axis {
  readonly parameter: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** Results jump where another round is sent. */
const pieceOf = ({ lastRound }: Readonly<Record<string, unknown>>) => Number(lastRound ?? 0);

/** A panel for each result that the parameter changes. */
export function sweepView(
  face: ModelFace,
  { parameter, unit, values }: Axis,
  rows: readonly Readonly<Record<string, unknown>>[],
): PlotView {
  const varied = face.results.filter(({ key }) => new Set(rows.map((row) => row[key])).size > 1);
  const x = unit === '' ? parameter : `${parameter}, ${unit}`;
  const panels = (varied.length > 0 ? varied : face.results).map(({ key, title, symbol, unit: y }) => ({
    title: `${title} ${symbol}`,
    x,
    y: y === '' ? symbol : `${symbol}, ${y}`,
    points: rows.map((row, i) => ({
      series: face.name,
      x: values[i] as number,
      y: Number(row[key]),
      piece: pieceOf(row),
    })),
  }));
  return curves(panels, { columns: Math.min(3, panels.length) });
}
