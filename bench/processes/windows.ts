/** Time per step, from a clock that is looked at now and then: the median of windows of equal length. */
import { median } from '../timing.ts';

const WARM_UP = 200_000;
const WINDOW = 100_000;
const WINDOWS = 10;

/** Steps to be taken before `microseconds` can tell. */
export const STEPS = WARM_UP + WINDOW * WINDOWS;

export class Windows {
  #steps = 0;
  readonly #stamps: number[] = [];

  step(): void {
    this.#steps++;
    if (this.#steps >= WARM_UP && this.#steps % WINDOW === 0) this.#stamps.push(performance.now());
  }

  microseconds(): number {
    if (this.#steps < STEPS) throw new Error(`${this.#steps} steps; ${STEPS} are needed`);
    const stamps = this.#stamps.slice(0, WINDOWS + 1);
    return (1000 * median(stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? 0)))) / WINDOW;
  }
}
