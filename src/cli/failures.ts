import { printableLines } from '../base/printable.ts';
import type { Failure } from '../sweep/job.ts';
import { EXIT } from './exit.ts';

/** More of them only scroll the first away. */
const MOST_SHOWN = 10;

export function exitCodeOfFailures(failures: readonly Failure[]): number {
  if (failures.length === 0) return EXIT.ok;
  return failures.every(({ kind }) => kind === 'input') ? EXIT.input : EXIT.simulation;
}

export function printFailures(failures: readonly Failure[], { debug }: { readonly debug: boolean }): void {
  for (const { cell, seed, kind, message, stack } of failures.slice(0, MOST_SHOWN)) {
    const where = cell === '-' ? `seed ${seed}` : `cell ${cell}, seed ${seed}`;
    const bug =
      kind === 'unexpected'
        ? '; if this is not for lack of memory or disk, please report it with what --debug prints'
        : '';
    const its = kind === 'input' || kind === 'output';
    const text = its ? `${message} (in ${where})` : `the simulation failed in ${where}: ${message}${bug}`;
    process.stderr.write(`${printableLines(text)}\n`);
    if (debug && stack) process.stderr.write(`${stack}\n`);
  }
  if (failures.length > MOST_SHOWN) process.stderr.write(`and ${failures.length - MOST_SHOWN} more runs\n`);
}
