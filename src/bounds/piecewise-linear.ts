/** A stretch of equal slope. */
export interface Segment {
  readonly width: number;
  readonly slope: number;
}

/** The cheapest way to have so much of something that comes in portions of different price: the cheapest ones first.
 *
 *   f(x) = min sum of slope_i * x_i        over 0 <= x_i <= width_i, sum of x_i = x
 *
 * f is convex, 0 at 0, and stays as it is beyond the sum of all widths. The units are those of the segments. */
export class PiecewiseLinear {
  readonly #from: Float64Array;
  readonly #value: Float64Array;
  readonly #slope: Float64Array;

  /** In any order; slopes that are not negative. A width may be infinite. */
  constructor(segments: readonly Segment[]) {
    const cheapestFirst = segments.filter(({ width }) => width > 0).sort((a, b) => a.slope - b.slope);
    const { length } = cheapestFirst;
    this.#from = new Float64Array(length + 1);
    this.#value = new Float64Array(length + 1);
    this.#slope = new Float64Array(length + 1);
    let [from, value] = [0, 0];
    for (const [i, { width, slope }] of cheapestFirst.entries()) {
      this.#from[i] = from;
      this.#value[i] = value;
      this.#slope[i] = slope;
      from += width;
      // what costs nothing costs nothing without end, too
      value += slope === 0 ? 0 : slope * width;
    }
    this.#from[length] = from;
    this.#value[length] = value;
  }

  at(x: number): number {
    const from = this.#from;
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((from[middle] as number) <= x) low = middle;
      else high = middle - 1;
    }
    return (this.#value[low] as number) + (this.#slope[low] as number) * (x - (from[low] as number));
  }
}
