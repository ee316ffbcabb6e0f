/** Text files from users: refused with a problem instead of a crash when they are absent, huge or not text. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { LIMITS } from '../limits.ts';
import { InputError, type Problem } from '../problem.ts';

/** Where the problem is when it is not in the file itself: the place that names the file. */
export type Place = Pick<Problem, 'file' | 'line' | 'column' | 'path'>;

const MIB = 2 ** 20;

/** What a file may hold at most, in bytes. */
const SIZE_LIMITS = {
  'experiment file': LIMITS.experimentFileBytes.most,
  platform: LIMITS.platformBytes.most,
  profile: LIMITS.profileBytes.most,
  trace: LIMITS.traceBytes.most,
  plugin: LIMITS.pluginBytes.most,
  baseline: LIMITS.baselineBytes.most,
  result: LIMITS.resultBytes.most,
  table: LIMITS.tableBytes.most,
} as const;

export type FileRole = keyof typeof SIZE_LIMITS;

/** The text of a UTF-8 file, without byte order mark. Throws InputError at `place`, or at the file if it is open. */
export function readText(path: string, role: FileRole, place: Place = whole(path)): string {
  const bytes = readBytes(path, role, place);
  const fail = failure(path, role, place);
  if (bytes.length === 0) fail('the file is empty', 'is this the right file?');
  return decode(bytes, fail);
}

/** The bytes of a file. Throws as `readText`. Of all that is no regular file only a pipe is read, as an experiment file:
 * `wattshift run <(generate)`. */
export function readBytes(path: string, role: FileRole, place: Place = whole(path)): Buffer {
  const fail = failure(path, role, place);
  let descriptor: number;
  try {
    // a pipe that nobody writes into must not stop everything
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return fail(...reason(error));
  }
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) fail('is a folder, not a file', 'name a file in it');
    const isPipe = stat.isFIFO() && role === 'experiment file';
    if (!stat.isFile() && !isPipe) fail(`is ${strange(stat)}, not a file`, 'name a regular file');
    if (stat.size > SIZE_LIMITS[role]) fail(...tooLarge(stat.size, role));
    const bytes = readUpTo(descriptor, SIZE_LIMITS[role] + 1);
    if (bytes === undefined)
      return fail(`nothing came out of this pipe for ${PATIENCE_MS / 1000} s`, 'name a regular file');
    if (bytes.length > SIZE_LIMITS[role]) fail(...tooLarge(bytes.length, role));
    return bytes;
  } catch (error) {
    if (error instanceof InputError) throw error;
    return fail(...reason(error));
  } finally {
    closeSync(descriptor);
  }
}

const failure =
  (path: string, role: FileRole, place: Place) =>
  (what: string, hint: string): never => {
    throw new InputError([{ ...place, what: place.file === path ? what : `${role} ${path}: ${what}`, hint }]);
  };

export const whole = (file: string): Place => ({ file, line: 0, column: 0 });

function strange(stat: Stats): string {
  if (stat.isFIFO()) return 'a pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

/** How long a pipe may keep its reader waiting. */
const PATIENCE_MS = 5000;
const NAP_MS = 10;

/** A pipe has no size to check beforehand, and perhaps no end. Undefined where it keeps silent for too long. */
function readUpTo(descriptor: number, limit: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  let waitedMs = 0;
  for (let total = 0; total < limit; ) {
    const chunk = Buffer.allocUnsafe(Math.min(MIB, limit - total));
    const read = readNow(descriptor, chunk);
    if (read === 0) break;
    if (read === undefined) {
      if (waitedMs >= PATIENCE_MS) return undefined;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAP_MS);
      waitedMs += NAP_MS;
      continue;
    }
    waitedMs = 0;
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  return Buffer.concat(chunks);
}

/** The bytes read, 0 at the end; undefined where there are none yet. */
function readNow(descriptor: number, into: Buffer): number | undefined {
  try {
    return readSync(descriptor, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
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

/** Why a file could not be read, with a hint. */
export function reason(error: unknown): [what: string, hint: string] {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return ['there is no such file', 'paths are relative to the file that names them'];
  if (code === 'EACCES' || code === 'EPERM') return ['permission denied', 'make it readable'];
  if (code === 'EISDIR') return ['is a folder, not a file', 'name a file in it'];
  if (code === 'ENXIO') return ['is a socket, not a file', 'name a regular file'];
  return [`cannot be read (${code ?? message})`, ''];
}
