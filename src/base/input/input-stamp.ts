/** Which files an experiment was made from, so that a difference between results can be traced to one of them. */
import { createHash } from 'node:crypto';

export const INPUT_ROLES = ['experiment', 'platform', 'profile', 'trace', 'plugin'] as const;
export type InputRole = (typeof INPUT_ROLES)[number];

/** One of these files. */
export interface InputStamp {
  /** What it is for. */
  readonly role: InputRole;
  /** Relative to the folder of the experiment file, with `/` between folders; a folder of traces ends with one. */
  readonly name: string;
  /** In hexadecimal, of its text as UTF-8; of a trace's bytes; of a folder's listing, as `sha256sum *` prints it. */
  readonly sha256: string;
}

export const inputStamp = (role: InputRole, name: string, text: string): InputStamp => ({
  role,
  name,
  sha256: createHash('sha256').update(text).digest('hex'),
});
