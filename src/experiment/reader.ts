/** The thread that reads experiments with plugins. */
import { parentPort, workerData } from 'node:worker_threads';
import { InputError, type Problem } from '../base/problem.ts';
import { Activity } from '../models/guard/activity.ts';
import { Strays } from '../models/guard/strays.ts';
import { describeThrown } from '../models/guard/user-frame.ts';
import { builtIn } from '../models/registry.ts';
import { type Reading, readHere } from './load.ts';

export interface ReaderData {
  readonly path: string;
  readonly text: string;
  readonly memory: SharedArrayBuffer;
}

export type ReaderReport =
  | { readonly reading: Reading }
  | { readonly problems: readonly Problem[] }
  | { readonly error: unknown };

const { path, text, memory } = workerData as ReaderData;
const strays = new Strays();
const activity = new Activity(memory);
send(await report());

function send(report: ReaderReport): void {
  try {
    parentPort?.postMessage(report);
  } catch (error) {
    const what = `a plugin makes parameters that cannot be sent to a thread: ${describeThrown(error)}`;
    const hint = 'schema and load must give plain data';
    parentPort?.postMessage({ problems: [{ file: path, line: 0, column: 0, what, hint }] } satisfies ReaderReport);
  }
}

async function report(): Promise<ReaderReport> {
  try {
    const reading = await readHere(path, text, builtIn, activity);
    const stray = await strays.settle(activity);
    if (stray === undefined) return { reading };
    const hint = 'a plugin does its work in its functions';
    return { problems: [{ file: path, line: 0, column: 0, what: stray, hint }] };
  } catch (error) {
    // promises without end would keep this from being told: they are watched
    await activity.rest();
    return error instanceof InputError ? { problems: error.problems } : { error };
  }
}
