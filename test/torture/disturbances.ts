/** What can happen to a run from outside. Each leaves the folder as it may be found afterwards, and tells what was wrong
 * with how the command took it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Draw } from '../fuzz/draw.ts';
import { faultOfMessage } from '../fuzz/message.ts';
import { damage } from '../fuzz/mutate/bytes.ts';
import { type Ended, start } from '../support/command.ts';
import { contents } from '../support/contents.ts';
import type { Disk } from './disk.ts';

export interface Trial {
  /** The command line that is called again and again. */
  readonly args: readonly string[];
  /** Its output folder. */
  readonly out: string;
  /** How long it takes undisturbed. */
  readonly wholeMs: number;
  readonly draw: Draw;
  /** That `out` is on; undefined where none can be mounted. */
  readonly disk: Disk | undefined;
}

type Disturbance = (trial: Trial) => Promise<string | undefined>;

const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** At a random time, from before it has begun to after its end. */
async function kill({ args, wholeMs, draw }: Trial): Promise<string | undefined> {
  const signal = draw.pick(SIGNALS);
  const { child, ended } = start(args);
  await Promise.race([ended, setTimeout(draw.below(1000) * 0.0012 * wholeMs)]);
  child.kill(signal);
  const { code, signal: by, stderr } = await ended;
  // whoever asks politely is answered, except before the program has got up
  const fine = by === signal || code === 0 || (code === 130 && signal !== 'SIGKILL');
  return fine ? undefined : `exit ${code} after ${signal}: ${stderr.slice(0, 500)}`;
}

async function corrupt({ args, out, draw }: Trial): Promise<string | undefined> {
  await start(args).ended;
  const paths = Object.keys(contents(out));
  if (paths.length === 0) return undefined;
  for (let left = 1 + draw.below(3); left > 0; left--) {
    const path = join(out, draw.pick(paths));
    writeFileSync(path, damage(readFileSync(path), draw));
  }
  return undefined;
}

async function twoAtOnce({ args, wholeMs, draw }: Trial): Promise<string | undefined> {
  const first = start(args).ended;
  await setTimeout(draw.below(1000) * 0.001 * wholeMs);
  const both = await Promise.all([first, start(args).ended]);
  const failed = both.find(({ code }) => code !== 0);
  return failed && `two at once: ${wrongOrNot(failed, [0]) ?? ''}`;
}

async function fullDisk({ args, draw, disk }: Trial): Promise<string | undefined> {
  if (!disk) return undefined;
  disk.resize(`${draw.pick([4, 16, 32, 64, 128])}k`);
  const ended = await start(args).ended;
  disk.resize('64m');
  return wrongOrNot(ended, [0, 3]);
}

async function readOnlyDisk({ args, wholeMs, draw, disk }: Trial): Promise<string | undefined> {
  if (!disk) return undefined;
  const { ended } = start(args);
  await Promise.race([ended, setTimeout(draw.below(1000) * 0.001 * wholeMs)]);
  // refused while a file is open for writing: then it is not read-only
  disk.readOnly(true);
  const first = await ended;
  const second = await start(args).ended;
  disk.readOnly(false);
  return wrongOrNot(first, [0, 2, 3]) ?? wrongOrNot(second, [0, 2, 3]);
}

/** The exit code is one of these, and there is a message. */
function wrongOrNot(ended: Ended, codes: readonly number[]): string | undefined {
  const { code, signal, stdout, stderr } = ended;
  if (code === null || !codes.includes(code)) return `exit ${code ?? signal}: ${stderr.slice(0, 500)}`;
  const fault = faultOfMessage({ code, stdout, stderr }, '');
  return fault && `${fault.what}: ${fault.detail}`;
}

export const DISTURBANCES = { kill, corrupt, twoAtOnce, fullDisk, readOnlyDisk } satisfies Record<string, Disturbance>;
export type DisturbanceName = keyof typeof DISTURBANCES;
