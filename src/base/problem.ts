/** What is wrong with an input, where, and what to do about it. */
import { printable } from './printable.ts';

/** One thing that is wrong with an input. */
export interface Problem {
  /** As the user named it. */
  readonly file: string;
  /** 1-based; 0 when the problem concerns the whole file. */
  readonly line: number;
  /** 1-based; 0 when unknown. */
  readonly column: number;
  /** Dotted path of the value, such as `policy.period`, where the input is an object and has no lines. */
  readonly path?: string;
  /** What is wrong. */
  readonly what: string;
  /** What to do about it; empty if nothing is to be said. */
  readonly hint: string;
}

/** `file:line:col: what; hint`, the parts that are known; `name: path: what; hint` where the input is an object.
 * Safe to print: what a file brings in stays on the line. */
export function formatProblem({ file, line, column, path, what, hint }: Problem): string {
  const place = [file, ...(line > 0 ? [line] : []), ...(line > 0 && column > 0 ? [column] : [])].join(':');
  // what is wrong with a value often begins with its path
  const where =
    path === undefined || path === '' || [`${path}:`, `${path} `].some((start) => what.startsWith(start))
      ? ''
      : `${path}: `;
  return printable(`${shortened(place)}: ${shortened(where)}${shortened(what)}${hint ? `; ${shortened(hint)}` : ''}`);
}

/** A name of thousands of characters, quoted in full, would bury what is wrong with it. */
const MOST_CHARACTERS = 500;

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const half = MOST_CHARACTERS / 2;
  return `${text.slice(0, half)} ... ${text.slice(-half)}`;
}

/** Bad input: every problem that was found, at once. The command turns it into exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** `problems` are in the order of the input. */
  constructor(
    /** At least one. */
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** What was computed cannot be written. The command turns it into exit code 3. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  /** The file or folder. */
  readonly path: string;
  /** What is wrong with it, in a few words. */
  readonly what: string;

  constructor(path: string, cause: unknown) {
    const what = `cannot be written: ${reasonOf(cause)}`;
    super(`${path}: ${what}`, { cause });
    this.path = path;
    this.what = what;
  }
}

const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOSPC', 'no space is left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'a folder of that name is in the way'],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOTDIR', 'a file is in the way of the folder'],
  ['EIO', 'the disk reports an error'],
  ['EFBIG', 'the file would be too large'],
]);

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return REASONS.get(code) ?? message;
}

/** The simulation itself failed, on input that looked right. The command turns it into exit code 3. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}
