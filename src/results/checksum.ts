/** JSON files that tell whether they are as they were written: their last key is a hash over all the others. */
import { createHash } from 'node:crypto';
import { formatJson } from './json.ts';

/** The text of a JSON file with a checksum. Spaces and line ends do not count in it. */
export function formatSigned(content: object): string {
  return formatJson({ ...content, checksum: checksumOf(content) });
}

/** Whether what was read is what was written; undefined where it has no checksum. */
export function isAsWritten(content: unknown): boolean | undefined {
  if (typeof content !== 'object' || content === null || !Object.hasOwn(content, 'checksum')) return undefined;
  const { checksum, ...rest } = content as { readonly checksum: unknown };
  return checksum === checksumOf(rest);
}

const checksumOf = (content: object): string => createHash('sha256').update(formatJson(content)).digest('hex');
