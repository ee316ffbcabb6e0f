/** What a user's code does outside of its calls: promises that are rejected later, timers, ends of the process. For
 * threads only: they are where a user's code runs. */
import { syncBuiltinESMExports } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { type Activity, callNote } from './activity.ts';
import { shortPath } from './plugin-error.ts';
import { describeThrown, userPlace } from './user-frame.ts';

export class Strays {
  readonly #thrown: unknown[] = [];

  /** From now on, nothing that the user's code throws ends this thread. */
  constructor() {
    const keep = (error: unknown) => this.#thrown.push(error);
    process.on('uncaughtException', keep);
    process.on('unhandledRejection', keep);
    const refuse = (name: string) => () => {
      throw new Error(`a plugin must not call process.${name}`);
    };
    process.exit = refuse('exit');
    process.kill = refuse('kill');
    syncBuiltinESMExports();
  }

  /** Waits until the user's code has come to rest. Returns what it did outside of its calls since the last time: one line,
   * or undefined. `plugins` are where to look when an error does not tell. */
  async settle(activity: Activity, plugins: readonly string[]): Promise<string | undefined> {
    // an endless row of promises never lets the next turn begin
    const where = plugins.map(shortPath).join(', ');
    activity.enter(callNote({ who: 'a plugin', call: 'what it left to be done later', place: where }));
    await setImmediate();
    activity.leave();
    const [error] = this.#thrown.splice(0);
    if (error !== undefined) {
      return `a plugin failed outside of any call: ${describeThrown(error)} (${userPlace(error, where)})`;
    }
    if (process.getActiveResourcesInfo().some((name) => name === 'Timeout' || name === 'Immediate'))
      return `a plugin left a timer running: all that it does has to be done when its functions return (${where})`;
    return undefined;
  }
}
