import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existingRunFolder, MIGRATIONS_FILE, POWER_FILE, RUN_FILE } from './layout.ts';
import { readMigrations, readPower } from './read-tables.ts';
import { type RunFile, runFileSchema } from './run-file.ts';
import type { RunOutput } from './run-output.ts';

/** All of one run: `run.json` and both tables. Throws when it is not there, or not whole. */
export async function readRun(out: string, cell: string, seed: number): Promise<RunFile & RunOutput> {
  const folder = existingRunFolder(out, cell, seed);
  const run = runFileSchema.parse(JSON.parse(await readFile(join(folder, RUN_FILE), 'utf8')));
  const table = (name: string) => readFile(join(folder, name));
  const [migrations, power] = await Promise.all([
    table(MIGRATIONS_FILE).then(readMigrations),
    table(POWER_FILE).then(readPower),
  ]);
  return { ...run, migrations, power };
}
