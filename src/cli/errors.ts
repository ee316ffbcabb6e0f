import { CommanderError } from 'commander';
import { printableLines } from '../base/printable.ts';
import { InputError, OutputError, SimulationError } from '../base/problem.ts';
import { EXIT } from './exit.ts';

/** Wrong use of the command counts as bad input; what nobody foresaw counts as a failed simulation. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.input;
  return error instanceof InputError ? EXIT.input : EXIT.simulation;
}

export function printError(error: unknown, { debug }: { readonly debug: boolean }): void {
  process.stderr.write(`${printableLines(describeError(error))}\n`);
  if (debug && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
}

function describeError(error: unknown): string {
  if (error instanceof InputError || error instanceof OutputError) return error.message;
  if (error instanceof SimulationError) return `the simulation failed: ${error.message}`;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `unexpected: ${what}; this is a bug in wattshift: please report it with what --debug prints`;
}
