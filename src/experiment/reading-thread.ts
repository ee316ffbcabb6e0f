import { Worker } from 'node:worker_threads';
import { InputError } from '../base/problem.ts';
import { type Call, newMemory, Observed } from '../models/guard/activity.ts';
import { Watch } from '../models/guard/watch.ts';
import type { Reading } from './load.ts';
import type { ReaderData, ReaderReport } from './reader.ts';

/** From a checkout's sources, too, the built reader runs: threads take no TypeScript. */
const reader = import.meta.url.endsWith('.ts') ? '../../dist/reader.js' : './reader.js';

/** Node's exit code of a thread in which nothing is left to happen, and a module still waits. */
const WAITS_FOR_NOTHING = 13;

/** Reads an experiment file in a thread that can be ended: its plugins are code. Throws InputError as reading it here
 * would, and when the plugins give no answer for `limitS` seconds. */
export async function readInThread(path: string, text: string, limitS: number | undefined): Promise<Reading> {
  const memory = newMemory();
  const workerData: ReaderData = { path, text, memory };
  const thread = new Worker(new URL(reader, import.meta.url), { workerData });
  const watch = new Watch(limitS);
  let unwatch = () => {};
  try {
    return await new Promise<Reading>((resolve, reject) => {
      unwatch = watch.add(memory, (call) =>
        reject(problem(call, `gave no answer for ${watch.limitS} s`, 'allow more with --plugin-timeout')),
      );
      thread.on('message', (report: ReaderReport) => {
        if ('reading' in report) resolve(report.reading);
        else reject('problems' in report ? new InputError(report.problems) : report.error);
      });
      thread.on('error', reject);
      thread.on('exit', (code) => {
        const { call } = new Observed(memory);
        reject(
          code === WAITS_FOR_NOTHING
            ? problem(call, 'never comes to an end', 'it waits for what nobody does')
            : problem(call, 'ended its thread', 'a plugin must not end anything'),
        );
      });
    });
  } finally {
    unwatch();
    await thread.terminate();
  }
}

function problem({ who, call, place }: Call, what: string, hint: string): InputError {
  return new InputError([{ file: place, line: 0, column: 0, what: `${who} ${what} (${call})`, hint }]);
}
