/** Where things are in an output folder:
 *
 *     result.json
 *     runs/<cell>/seed-<n>/run.json, migrations.parquet, power.parquet */
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

export const RUN_FILE = 'run.json';
export const MIGRATIONS_FILE = 'migrations.parquet';
export const POWER_FILE = 'power.parquet';

/** The columns that both tables begin with: of which run a row is. */
export const RUN_COLUMNS = ['cell', 'seed'] as const;

export const resultPath = (out: string) => join(out, 'result.json');

export const runsFolder = (out: string) => join(out, 'runs');

export const runFolder = (out: string, cellId: string, seed: number) =>
  join(cellFolder(out, cellSlug(cellId)), `seed-${seed}`);

/** Where the run is that is there already: earlier versions wrote an `=` as it is. */
export function existingRunFolder(out: string, cellId: string, seed: number): string {
  const folder = runFolder(out, cellId, seed);
  const earlier = join(cellFolder(out, earlierSlug(cellId)), `seed-${seed}`);
  return !existsSync(folder) && existsSync(earlier) ? earlier : folder;
}

/** Gives the runs of a cell that an earlier version wrote the folder that they would have now, unless it is there. */
export function renameEarlierFolder(out: string, cellId: string): void {
  const earlier = cellFolder(out, earlierSlug(cellId));
  const now = cellFolder(out, cellSlug(cellId));
  if (earlier !== now && existsSync(earlier) && !existsSync(now)) renameSync(earlier, now);
}

const cellFolder = (out: string, slug: string) => join(runsFolder(out), slug);

/** A cell's id as the name of a folder: the same on every file system, and different for different cells. Depends on
 * the id alone, so that a sweep can grow without losing its finished runs. A `~` stands for `=`: DuckDB and others take a
 * folder `policy=ffd` for a part of the data where the column `policy` is ffd. */
export const cellSlug = (id: string): string => earlierSlug(id).replaceAll('=', '~');

function earlierSlug(id: string): string {
  if (id === '-') return 'only';
  const slug = id
    .replace(/[^a-z0-9.=+-]+/gi, '_')
    .replace(/^[_.]+|_+$/g, '')
    .slice(0, 100);
  if (slug !== '' && slug === id && slug === slug.toLowerCase() && slug !== 'only') return slug;
  return `${slug}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
