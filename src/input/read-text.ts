/** Text files from users: refused with a problem instead of a crash when they are absent, huge or not text. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError, type Problem } from '../problem.ts';

/** Where the problem is when it is not in the file itself: the place that names the file. */
export type Place = Pick<Problem, 'file' | 'line' | 'column' | 'path'>;

const MIB = 2 ** 20;

/** What a file may hold at most, in bytes; far above what is useful, far below what would exhaust memory. */
export const SIZE_LIMITS = {
  'experiment file': 4 * MIB,
  platform: 64 * MIB,
  profile: 256 * MIB,
  trace: 256 * MIB,
  baseline: 64 * MIB,
} as const;

export type FileRole = keyof typeof SIZE_LIMITS;

/** The text of a UTF-8 file, without byte order mark. Throws InputError at `place`, or at the file if it is open. */
export function readText(path: string, role: FileRole, place: Place = whole(path)): string {
  const fail = (what: string, hint: string): never => {
    throw new InputError([{ ...place, what: place.file === path ? what : `${role} ${path}: ${what}`, hint }]);
  };
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    return fail(...reason(error));
  }
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) fail('is a folder, not a file', 'name a file in it');
    if (stat.size > SIZE_LIMITS[role]) fail(...tooLarge(stat.size, role));
    const bytes = readUpTo(descriptor, SIZE_LIMITS[role] + 1);
    if (bytes.length > SIZE_LIMITS[role]) fail(...tooLarge(bytes.length, role));
    if (bytes.length === 0) fail('the file is empty', 'is this the right file?');
    return decode(bytes, fail);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return fail(...reason(error));
  } finally {
    closeSync(descriptor);
  }
}

export const whole = (file: string): Place => ({ file, line: 0, column: 0 });

/** What is no regular file, a pipe say, has no size to check beforehand, and perhaps no end. */
function readUpTo(descriptor: number, limit: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; total < limit; ) {
    const chunk = Buffer.allocUnsafe(Math.min(MIB, limit - total));
    const read = readSync(descriptor, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  return Buffer.concat(chunks);
}

function tooLarge(size: number, role: FileRole): [string, string] {
  const inMiB = (bytes: number) => `${Number((bytes / MIB).toPrecision(3))} MiB`;
  const limit = SIZE_LIMITS[role];
  return [
    `${size > limit + 1 ? inMiB(size) : `more than ${inMiB(limit)}`} is too large`,
    `the limit for ${role}s is ${inMiB(limit)}`,
  ];
}

function decode(bytes: Buffer, fail: (what: string, hint: string) => never): string {
  const zero = bytes.indexOf(0);
  if (zero >= 0) fail(`is not text: it has a zero byte at offset ${zero}`, 'is this the right file?');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('is not UTF-8 text', 'save it as UTF-8');
  }
}

function reason(error: unknown): [string, string] {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return ['there is no such file', 'paths are relative to the file that names them'];
  if (code === 'EACCES' || code === 'EPERM') return ['permission denied', 'make it readable'];
  if (code === 'EISDIR') return ['is a folder, not a file', 'name a file in it'];
  return [`cannot be read (${code ?? message})`, ''];
}
