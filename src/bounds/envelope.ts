/** The largest convex function that nowhere exceeds what a host draws, and never falls: what a mix of busy hosts draws at
 * least, however the work is spread over them.
 *
 *   g(x) <= P(x),   g convex and not falling        x busy cores, P and g in W
 *
 * Source: convex envelope, as in R. T. Rockafellar, Convex Analysis, section 5; found by A. M. Andrew's monotone chain. */
import type { Segment } from './piecewise-linear.ts';

/** Busy cores and watts. */
export type PowerPoint = readonly [busyCores: number, watts: number];

export interface Envelope {
  /** At 0. */
  readonly baseW: number;
  /** Widths in cores, slopes in W per core, ascending. */
  readonly segments: readonly Segment[];
}

/** Of the points and the straight lines between them, in any order; the one with the fewest cores is the first of g. */
export function envelope(points: readonly PowerPoint[]): Envelope {
  const hull: PowerPoint[] = [];
  for (const point of points.toSorted(([a, p], [b, q]) => a - b || p - q)) {
    if (hull.at(-1)?.[0] === point[0]) continue;
    while (hull.length > 1 && !turnsUp(hull.at(-2) as PowerPoint, hull.at(-1) as PowerPoint, point)) hull.pop();
    hull.push(point);
  }
  const segments = hull.slice(1).map(([cores, watts], i) => {
    const [cores0, watts0] = hull[i] as PowerPoint;
    return { width: cores - cores0, slope: Math.max(0, (watts - watts0) / (cores - cores0)) };
  });
  return { baseW: Math.min(...hull.map(([, watts]) => watts)), segments };
}

const turnsUp = ([x0, y0]: PowerPoint, [x1, y1]: PowerPoint, [x2, y2]: PowerPoint) =>
  (y1 - y0) * (x2 - x1) < (y2 - y1) * (x1 - x0);
