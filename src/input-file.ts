/** Which files an experiment was made from, so that a difference between results can be traced to one of them. */
import { createHash } from 'node:crypto';

export const INPUT_ROLES = ['experiment', 'platform', 'profile', 'trace', 'plugin'] as const;
export type InputRole = (typeof INPUT_ROLES)[number];

export interface InputFile {
  readonly role: InputRole;
  /** Relative to the folder of the experiment file, with `/` between folders. */
  readonly name: string;
  /** Of its text as UTF-8, in hexadecimal. */
  readonly sha256: string;
}

export const inputFile = (role: InputRole, name: string, text: string): InputFile => ({
  role,
  name,
  sha256: createHash('sha256').update(text).digest('hex'),
});
