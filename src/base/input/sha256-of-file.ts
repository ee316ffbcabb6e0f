import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../problem.ts';
import { reason, whole } from './read-text.ts';

/** The SHA-256 of a file's bytes as they are on the disk, in hexadecimal, without holding them. Throws InputError. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    const [what, hint] = reason(error);
    throw new InputError([{ ...whole(path), what, hint }]);
  }
  return hash.digest('hex');
}
