/** What is wrong with an input, where, and what to do about it. */
import { printable } from './printable.ts';

export interface Problem {
  readonly file: string;
  /** 1-based; 0 when the problem concerns the whole file. */
  readonly line: number;
  /** 1-based; 0 when unknown. */
  readonly column: number;
  readonly what: string;
  readonly hint: string;
}

/** `file:line:col: what; hint`, the parts that are known. Safe to print: what a file brings in stays on the line. */
export function formatProblem({ file, line, column, what, hint }: Problem): string {
  const place = [file, ...(line > 0 ? [line] : []), ...(line > 0 && column > 0 ? [column] : [])].join(':');
  return printable(`${place}: ${what}${hint ? `; ${hint}` : ''}`);
}

/** Bad input: every problem that was found, at once. The command turns it into exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** The simulation itself failed, on input that looked right. The command turns it into exit code 3. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}
