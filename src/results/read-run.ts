import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demandText, wrongArgument } from '../argument.ts';
import { MIGRATIONS_FILE, POWER_FILE, RUN_FILE, runFolder } from './layout.ts';
import { readMigrations, readPower } from './read-tables.ts';
import { type RunFile, runFileSchema } from './run-file.ts';
import type { RunOutput } from './run-output.ts';

/** All of one run: `run.json` and both tables. `out` is the output folder, `cell` the id of a cell. Throws when the run is
 * not there, or not whole; TypeError when the arguments are not what they should be. */
export async function readRun(out: string, cell: string, seed: number): Promise<RunFile & RunOutput> {
  demandText('readRun', 'the output folder', out);
  demandText('readRun', 'the id of a cell', cell);
  if (!Number.isSafeInteger(seed)) throw wrongArgument('readRun', 'a seed', seed);
  const folder = runFolder(out, cell, seed);
  const run = runFileSchema.parse(JSON.parse(await readFile(join(folder, RUN_FILE), 'utf8')));
  const table = (name: string) => readFile(join(folder, name));
  const [migrations, power] = await Promise.all([
    table(MIGRATIONS_FILE).then(readMigrations),
    table(POWER_FILE).then(readPower),
  ]);
  return { ...run, migrations, power };
}
