import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortPath } from './plugin-error.ts';

/** A line and column of a file. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The files that this code was built into, or stands in. */
const OWN = dirname(fileURLToPath(import.meta.url)).replace(/[\\/]src[\\/]guard$/, '/src');

/** Where in the user's files an error arose: the innermost frame that is neither Node's, nor ours, nor a package's. */
export function userFrame(error: unknown): Frame | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
  for (const [, place = '', line, column] of error.stack.matchAll(
    /(?:\(|at |^)((?:file:|\/|[A-Z]:)[^()\n]*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (!file.startsWith(OWN) && !/[\\/]node_modules[\\/]/.test(file))
      return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** `file:line:column` of an error, or just the module where the error does not tell. */
export function userPlace(error: unknown, plugin: string): string {
  const frame = userFrame(error);
  return frame ? `${shortPath(frame.file)}:${frame.line}:${frame.column}` : shortPath(plugin);
}

/** `TypeError: ...`, in one line. */
export function describeThrown(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error)) {
      const what = typeof thrown === 'object' && thrown !== null ? 'an object that is no error' : String(thrown);
      return `${what.slice(0, 200)} was thrown`;
    }
    const name = thrown.name === 'Error' ? '' : `${thrown.name}: `;
    return `${name}${thrown.message}`.slice(0, 500).split('\n', 1)[0]?.trim() as string;
  } catch {
    return 'something that cannot be shown was thrown';
  }
}
