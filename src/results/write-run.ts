import { join } from 'node:path';
import { makeFolder, sweepTemporaries, writeAtomic } from './atomic-write.ts';
import { formatSigned } from './checksum.ts';
import { requireFinite } from './finite.ts';
import { MIGRATIONS_FILE, POWER_FILE, RUN_FILE, runFolder } from './layout.ts';
import { type RunFile, type RunIdentity, stamp } from './run-file.ts';
import type { RunOutput } from './run-output.ts';
import { migrationsParquet, powerParquet } from './tables.ts';

/** Writes one finished run into the output folder, and returns what its run.json says. That file comes last: a run
 * counts as finished once it is there. Throws SimulationError where a figure is not finite, and OutputError where the
 * files cannot be written. */
export function writeRun(out: string, identity: RunIdentity, output: RunOutput): RunFile {
  requireFinite(output);
  const folder = runFolder(out, identity.cell, identity.seed);
  makeFolder(folder);
  sweepTemporaries(folder);
  const tables = {
    [MIGRATIONS_FILE]: migrationsParquet(output.migrations, identity),
    [POWER_FILE]: powerParquet(output.power, identity),
  };
  for (const [name, bytes] of Object.entries(tables)) writeAtomic(join(folder, name), bytes);
  const { cell, seed, key, wattshift, inputs } = identity;
  const { simgrid, metrics, figures, prediction, account, memoryBytes } = output;
  const files = Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [name, stamp(bytes)]));
  const run: RunFile = {
    version: 1,
    cell,
    seed,
    key,
    wattshift,
    inputs,
    simgrid,
    metrics,
    figures,
    prediction,
    account,
    memoryBytes,
    files,
  };
  writeAtomic(join(folder, RUN_FILE), formatSigned(run));
  return run;
}
