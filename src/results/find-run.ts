import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAsWritten } from './checksum.ts';
import { existingRunFolder, MIGRATIONS_FILE, POWER_FILE, RUN_FILE } from './layout.ts';
import { type RunFile, type RunIdentity, runFileSchema, stamp } from './run-file.ts';

/** The run that an earlier call left in this folder, if it is the same run and all of it is there. */
export function findRun(
  out: string,
  { cell, seed, key }: Pick<RunIdentity, 'cell' | 'seed' | 'key'>,
): RunFile | undefined {
  const folder = existingRunFolder(out, cell, seed);
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8'));
    if (!isAsWritten(content)) return undefined;
    const run = runFileSchema.parse(content);
    return run.cell === cell && run.seed === seed && run.key === key && tablesAreWhole(folder, run) ? run : undefined;
  } catch {
    return undefined; // whatever is wrong with it, running again puts it right
  }
}

function tablesAreWhole(folder: string, run: RunFile): boolean {
  return [MIGRATIONS_FILE, POWER_FILE].every((name) => {
    const found = stamp(readFileSync(join(folder, name)));
    const expected = run.files[name];
    return found.bytes === expected?.bytes && found.sha256 === expected.sha256;
  });
}
