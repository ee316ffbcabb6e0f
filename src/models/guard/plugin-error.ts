/** What went wrong in a user's own code, told so that its author finds the place. */
import { relative } from 'node:path';
import { SimulationError } from '../../base/problem.ts';

/** Where in the user's code, and when in the run. */
export interface Where {
  /** The function that was called: `tick`, `migrate`. */
  readonly call: string;
  /** Simulated time; undefined before the run begins. */
  readonly nowS: number | undefined;
  /** The module, or `file:line:column` as far as known. */
  readonly place: string;
}

/** A run that failed by a user's own code. The command turns it into exit code 3. */
export class PluginError extends SimulationError {
  constructor(
    /** `policy 'mine'`. */
    readonly who: string,
    /** What it did: `failed: TypeError: ...`. */
    readonly what: string,
    /** Where it did so. */
    readonly where: Where,
    options?: ErrorOptions,
  ) {
    const at = where.nowS === undefined ? '' : ` at t = ${Number(where.nowS.toFixed(3))} s`;
    super(`${who} ${what} (${where.call}${at}, ${where.place})`, options);
  }
}

/** A path as short as it can be named from here. */
export function shortPath(path: string): string {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
}
