import { InputError } from '../../base/problem.ts';
import { type Call, Observed } from './activity.ts';

/** The user's code may take so long for an answer, unless the user says otherwise. */
export const PLUGIN_TIMEOUT_S = 5;

/** A call into the user's code that is not coming back. */
export interface Overdue extends Call {
  readonly nowS: number | undefined;
}

interface Watched {
  readonly activity: Observed;
  readonly overdue: (call: Overdue) => void;
  changes: number;
  sinceMs: number;
}

/** Watches threads for calls into the user's code that take too long: of wall-clock time, the only one there is in an
 * endless loop. */
export class Watch {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  /** Throws InputError if the limit is no time. */
  constructor(readonly limitS = PLUGIN_TIMEOUT_S) {
    if (limitS > 0) return;
    const [what, hint] = [`${String(limitS)} is no time limit`, 'seconds, more than 0'];
    throw new InputError([{ file: 'pluginTimeoutS', line: 0, column: 0, what, hint }]);
  }

  /** Calls `overdue`, once, when the thread behind this memory stays in one call for too long. Returns what ends the
   * watch. */
  add(memory: SharedArrayBuffer, overdue: (call: Overdue) => void): () => void {
    const activity = new Observed(memory);
    const watched = { activity, overdue, changes: activity.changes, sinceMs: performance.now() };
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => this.#look(), Math.min(Math.max(this.limitS * 125, 10), 250));
    return () => this.#remove(watched);
  }

  #remove(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const nowMs = performance.now();
    for (const watched of this.#watched) {
      const { activity } = watched;
      if (activity.changes !== watched.changes || !activity.inUserCode) {
        watched.changes = activity.changes;
        watched.sinceMs = nowMs;
      } else if (nowMs - watched.sinceMs > this.limitS * 1000) {
        this.#remove(watched);
        watched.overdue({ ...activity.call, nowS: activity.nowS });
      }
    }
  }
}
