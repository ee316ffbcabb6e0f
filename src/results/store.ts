/** Runs on disk. A run counts as finished once its run.json is there, which is written last. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries, writeAtomic } from './atomic-write.ts';
import { formatJson } from './json.ts';
import { MIGRATIONS_FILE, POWER_FILE, RUN_FILE, runFolder } from './layout.ts';
import { readMigrations, readPower } from './read-tables.ts';
import { type FileStamp, type RunFile, runFileSchema } from './run-file.ts';
import type { RunOutput } from './run-output.ts';
import { migrationsParquet, powerParquet } from './tables.ts';

export type RunIdentity = Pick<RunFile, 'cell' | 'seed' | 'key' | 'wattshift'>;

/** Writes one finished run into the output folder, and returns what its run.json says. */
export function writeRun(out: string, identity: RunIdentity, output: RunOutput): RunFile {
  const folder = runFolder(out, identity.cell, identity.seed);
  mkdirSync(folder, { recursive: true });
  sweepTemporaries(folder);
  const tables = {
    [MIGRATIONS_FILE]: migrationsParquet(output.migrations),
    [POWER_FILE]: powerParquet(output.power),
  };
  for (const [name, bytes] of Object.entries(tables)) writeAtomic(join(folder, name), bytes);
  const { cell, seed, key, wattshift } = identity;
  const { simgrid, metrics, prediction, account, memoryBytes } = output;
  const files = Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [name, stamp(bytes)]));
  const run: RunFile = {
    version: 1,
    cell,
    seed,
    key,
    wattshift,
    simgrid,
    metrics,
    prediction,
    account,
    memoryBytes,
    files,
  };
  writeAtomic(join(folder, RUN_FILE), formatJson(run));
  return run;
}

/** The run that an earlier call left in this folder, if it is the same run and all of it is there. */
export function findRun(
  out: string,
  { cell, seed, key }: Pick<RunIdentity, 'cell' | 'seed' | 'key'>,
): RunFile | undefined {
  const folder = runFolder(out, cell, seed);
  try {
    const run = runFileSchema.parse(JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8')));
    return run.cell === cell && run.seed === seed && run.key === key && tablesAreWhole(folder, run) ? run : undefined;
  } catch {
    return undefined; // whatever is wrong with it, running again puts it right
  }
}

/** All of one run: `run.json` and both tables. Throws when it is not there, or not whole. */
export async function readRun(out: string, cell: string, seed: number): Promise<RunFile & RunOutput> {
  const folder = runFolder(out, cell, seed);
  const run = runFileSchema.parse(JSON.parse(await readFile(join(folder, RUN_FILE), 'utf8')));
  const table = (name: string) => readFile(join(folder, name));
  const [migrations, power] = await Promise.all([
    table(MIGRATIONS_FILE).then(readMigrations),
    table(POWER_FILE).then(readPower),
  ]);
  return { ...run, migrations, power };
}

function tablesAreWhole(folder: string, run: RunFile): boolean {
  return [MIGRATIONS_FILE, POWER_FILE].every((name) => {
    const found = stamp(readFileSync(join(folder, name)));
    const expected = run.files[name];
    return found.bytes === expected?.bytes && found.sha256 === expected.sha256;
  });
}

function stamp(bytes: Uint8Array): FileStamp {
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}
