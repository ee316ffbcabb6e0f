/** Says everything that is wrong with a file, experiment or platform. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { demandText } from '../base/argument.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { builtIn, type Registry } from '../models/registry.ts';
import { checkPlatform } from '../platform/check.ts';
import { inspectPlatform } from '../platform/inspect.ts';
import { type ReadOptions, readExperiment } from './load.ts';

/** What is wrong with a file, and what is odd. */
export interface Validation {
  /** What the file was taken for. */
  readonly kind: 'experiment' | 'platform';
  /** With one of these the file cannot be used. */
  readonly problems: readonly Problem[];
  /** The file can be used, but these are probably not what was meant. */
  readonly warnings: readonly Problem[];
}

/** Never throws for what is wrong with the file: it is in `problems`. */
export async function validateFile(
  path: string,
  registry: Registry = builtIn,
  options: ReadOptions = {},
): Promise<Validation> {
  demandText('validateFile', 'the path of an experiment file or a platform', path);
  if (looksLikeXml(path)) {
    const { files, problems, warnings } = inspectPlatform(path);
    const deep = files ? (await checkPlatform(files)).problems : [];
    return { kind: 'platform', problems: [...problems, ...deep], warnings };
  }
  try {
    const { problems, warnings } = await readExperiment(path, registry, options);
    return { kind: 'experiment', problems, warnings };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: 'experiment', problems: error.problems, warnings: [] };
  }
}

/** By the name, or by the first character that is no blank. */
function looksLikeXml(path: string): boolean {
  const start = Buffer.alloc(1024);
  if (/\.xml$/i.test(path)) return true;
  try {
    // what is no regular file can be read only once
    if (!statSync(path).isFile()) return false;
    const descriptor = openSync(path, 'r');
    try {
      const length = readSync(descriptor, start);
      return /^[\s\uFEFF]*</.test(start.toString('utf8', 0, length));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
