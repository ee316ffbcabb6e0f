/** Everything that was ever found, as small files: replayed with every test run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASE_CLASSES, type CaseClass, type FuzzCase } from './case.ts';

const FOLDER = join(import.meta.dirname, 'corpus');

interface Repeated {
  readonly text: string;
  readonly times: number;
}

/** Text, with repeated parts written once; or bytes. */
type Stored = string | { readonly base64: string } | readonly (string | Repeated)[];

interface CorpusFile {
  /** What it did when it was found. */
  readonly found: string;
  readonly class: CaseClass;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, Stored>>;
  /** The exit code that it has to end with. */
  readonly exit: 0 | 1 | 2 | 3;
}

export interface CorpusCase extends Pick<CorpusFile, 'found' | 'exit'> {
  readonly name: string;
  readonly fuzzCase: FuzzCase;
}

export function readCorpus(): readonly CorpusCase[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const {
        found,
        exit,
        args,
        files,
        class: wanted,
      } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as CorpusFile;
      if (!CASE_CLASSES.includes(wanted)) throw new Error(`${name}: there is no class ${wanted}`);
      const contents = Object.entries(files).map(([file, stored]) => [file, restored(stored)] as const);
      return { name, found, exit, fuzzCase: { class: wanted, args, files: Object.fromEntries(contents) } };
    });
}

function restored(stored: Stored): string | Uint8Array {
  if (typeof stored === 'string') return stored;
  if ('base64' in stored) return new Uint8Array(Buffer.from(stored.base64, 'base64'));
  return stored.map((part) => (typeof part === 'string' ? part : part.text.repeat(part.times))).join('');
}

/** As a file of the corpus; the exit code is still to be judged by a person. */
export function formatCorpusCase({ class: wanted, args, files }: FuzzCase, found: string): string {
  const contents = Object.entries(files).map(([name, content]) => [name, storedForm(content)] as const);
  return `${JSON.stringify({ found, class: wanted, args, files: Object.fromEntries(contents), exit: 2 }, null, 2)}\n`;
}

function storedForm(content: string | Uint8Array): Stored {
  if (typeof content !== 'string') return { base64: Buffer.from(content).toString('base64') };
  const parts = content.split(/((.)\2{99,})/su).filter((_, i) => i % 3 !== 2);
  if (parts.length === 1) return content;
  return parts.flatMap((part, i): (string | Repeated)[] => {
    if (i % 2 === 0) return part === '' ? [] : [part];
    const characters = [...part];
    return [{ text: characters[0] as string, times: characters.length }];
  });
}
