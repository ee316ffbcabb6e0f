import { join } from 'node:path';
import { demandText, wrongArgument } from '../base/argument.ts';
import { readBytes, readText, whole } from '../base/input/read-text.ts';
import { InputError } from '../base/problem.ts';
import { inWords } from '../base/schema-words.ts';
import { isAsWritten } from './checksum.ts';
import { existingRunFolder, MIGRATIONS_FILE, POWER_FILE, RUN_FILE } from './layout.ts';
import { readMigrations, readPower } from './read-tables.ts';
import { type RunFile, runFileSchema, stamp } from './run-file.ts';
import type { RunOutput } from './run-output.ts';

/** All of one run: `run.json` and both tables. `out` is the output folder, `cell` the id of a cell. Throws InputError when
 * one of the files is not there, or not as it was written; TypeError when the arguments are not what they should be. */
export async function readRun(out: string, cell: string, seed: number): Promise<RunFile & RunOutput> {
  demandText('readRun', 'the output folder', out);
  demandText('readRun', 'the id of a cell', cell);
  if (!Number.isSafeInteger(seed)) throw wrongArgument('readRun', 'a seed', seed);
  const folder = existingRunFolder(out, cell, seed);
  const run = readRunFile(join(folder, RUN_FILE));
  const table = async <T>(name: string, read: (bytes: Uint8Array) => Promise<T>): Promise<T> => {
    const path = join(folder, name);
    const bytes = new Uint8Array(readBytes(path, 'table'));
    // damage is found here, and never read: a flipped length could ask for all the memory there is
    if (stamp(bytes).sha256 !== run.files[name]?.sha256) throw damaged(path, 'not as it was written');
    return read(bytes).catch((error: Error) => Promise.reject(damaged(path, `not Parquet: ${error.message}`)));
  };
  const [migrations, power] = await Promise.all([table(MIGRATIONS_FILE, readMigrations), table(POWER_FILE, readPower)]);
  return { ...run, migrations, power };
}

function readRunFile(path: string): RunFile {
  let content: unknown;
  try {
    content = JSON.parse(readText(path, 'result'));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw damaged(path, `not JSON: ${(error as Error).message}`);
  }
  // files of older versions have no checksum
  if (isAsWritten(content) === false) throw damaged(path, 'not as it was written');
  const parsed = runFileSchema.safeParse(content, { error: inWords });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw damaged(path, `not a run of version 1: ${issue?.path.join('.')}: ${issue?.message}`);
}

const damaged = (path: string, what: string) =>
  new InputError([{ ...whole(path), what, hint: 'call `wattshift run` again: it repeats the runs that are damaged' }]);
