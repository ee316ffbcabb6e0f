/** Processes and their wall-clock time. Whatever is compared is run in turns, so that both sides meet the same machine,
 * and the median is taken, which one disturbance does not move. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Calls two things in turns, and returns what each call gave, pair by pair. */
export function inTurns<A, B>(pairs: number, first: (pair: number) => A, second: (pair: number) => B): [A, B][] {
  return Array.from({ length: pairs }, (_, pair) => [first(pair), second(pair)]);
}

/** Runs a process to its end. Throws if it fails. */
export function timed(command: string, args: readonly string[]): { readonly seconds: number; readonly output: string } {
  const start = performance.now();
  const output = execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  return { seconds: (performance.now() - start) / 1000, output };
}

/** Seconds until the last of so many equal processes, started together, has ended. */
export async function timedTogether(count: number, command: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: count }, () => promisify(execFile)(command, args)));
  return (performance.now() - start) / 1000;
}

/** Runs one of the files in processes/ as a process of its own, and returns what it prints as JSON. */
export function inProcess<T>(name: string, ...args: readonly (string | number)[]): T {
  const file = fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url));
  return JSON.parse(timed(process.execPath, ['--import', 'tsx', file, ...args.map(String)]).output) as T;
}

/** Lends a folder, and removes it. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
