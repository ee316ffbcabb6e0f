/** Files of any content and folders of them, without holding more than a piece at a time. */
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { InputFile } from '../kind.ts';
import { InputError } from '../problem.ts';
import { type Place, reason, whole } from './read-text.ts';

const GIB = 2 ** 30;

/** What is made of so little is young when it is thrown away, and costs the garbage collector nothing. */
const CHUNK_BYTES = 2 ** 16;

/** What a file may hold at most, unpacked too: a small packed file may have no end. */
const MOST_BYTES = 4 * GIB;

/** More would be a mistake. */
const MOST_FILES = 1_000_000;

/** Throws InputError, at `place`, where this is no file that can be read. */
export async function openInput(path: string, place: Place = whole(path)): Promise<InputFile> {
  const { size } = await attempt(path, place, async () => {
    const found = await stat(path);
    if (found.isDirectory()) throw problem(path, place, 'is a folder, not a file', 'name a file in it');
    // a pipe has no size, no second reading, and perhaps no end
    if (!found.isFile()) throw problem(path, place, 'is no regular file', 'copy its content into a file');
    if (found.size === 0) throw problem(path, place, 'the file is empty', 'is this the right file?');
    if (found.size > MOST_BYTES) throw tooLarge(path, place);
    return found;
  });
  return {
    path,
    byteLength: size,
    slice: (startByte, endByte = size) => attempt(path, whole(path), () => readSlice(path, startByte, endByte)),
    chunks: () => readChunks(path),
  };
}

/** The names of the files in a folder, as `FileAccess` promises them. Throws InputError at `place`. */
export async function listFolder(path: string, place: Place = whole(path)): Promise<readonly string[]> {
  const entries = await attempt(path, place, () => readdir(path, { withFileTypes: true }));
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (names.length === 0) throw problem(path, place, 'there are no files in this folder', 'is this the right folder?');
  if (names.length > MOST_FILES)
    throw problem(path, place, `more than ${MOST_FILES} files`, 'is this the right folder?');
  // no locale: the order must be the same on every machine
  const keys = new Map(names.map((name) => [name, name.toLowerCase()]));
  const key = (name: string) => keys.get(name) as string;
  return names.sort((a, b) => compare(key(a), key(b)) || compare(a, b));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function readSlice(path: string, startByte: number, endByte: number): Promise<ArrayBuffer> {
  const handle = await open(path);
  try {
    const bytes = new Uint8Array(Math.max(0, endByte - startByte));
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, startByte + done);
      if (bytesRead === 0) throw new Error('it ends too early');
      done += bytesRead;
    }
    return bytes.buffer;
  } finally {
    await handle.close();
  }
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const start = new Uint8Array(
    await attempt(path, whole(path), () => readSlice(path, 0, 2).catch(() => new ArrayBuffer(0))),
  );
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const stored = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = packed ? stored.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : stored;
  stored.on('error', (error) => stream.destroy(error));
  let total = 0;
  try {
    for await (const chunk of stream) {
      total += (chunk as Uint8Array).length;
      if (total > MOST_BYTES) throw tooLarge(path, whole(path));
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (!packed || !(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw asProblem(path, whole(path), error);
    throw problem(path, whole(path), `is no whole gzip file (${(error as Error).message})`, 'pack it anew');
  } finally {
    stored.destroy();
  }
}

async function attempt<T>(path: string, place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asProblem(path, place, error);
  }
}

const asProblem = (path: string, place: Place, error: unknown): InputError =>
  error instanceof InputError ? error : problem(path, place, ...reason(error));

const tooLarge = (path: string, place: Place) =>
  problem(path, place, `more than ${MOST_BYTES / GIB} GiB is too large`, 'split it, or leave out what is not needed');

const problem = (path: string, place: Place, what: string, hint: string) =>
  new InputError([{ ...place, what: place.file === path ? what : `${path}: ${what}`, hint }]);
