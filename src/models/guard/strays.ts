/** What a user's code does outside of its calls: promises that are rejected later, timers, ends of the process. For
 * threads only: they are where a user's code runs. */
import { syncBuiltinESMExports } from 'node:module';
import type { Activity } from './activity.ts';
import { describeThrown, userPlace } from './user-frame.ts';

export class Strays {
  #thrown: unknown[] = [];
  #timers = 0;

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

  /** From now on, it is something new that may go wrong: who left a timer behind has been told. */
  begin(): void {
    this.#thrown = [];
    this.#timers = runningTimers();
  }

  /** Waits until the user's code has come to rest. Returns what it did outside of its calls: one line, or undefined. */
  async settle(activity: Activity): Promise<string | undefined> {
    await activity.rest();
    const where = activity.places;
    if (this.#thrown.length > 0) {
      const [error] = this.#thrown;
      return `a plugin failed outside of any call: ${describeThrown(error)} (${userPlace(error, where)})`;
    }
    if (runningTimers() > this.#timers)
      return `a plugin left a timer running: all that it does has to be done when its functions return (${where})`;
    return undefined;
  }
}

const runningTimers = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate').length;
