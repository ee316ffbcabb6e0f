/** Where things are in an output folder:
 *
 *     result.json
 *     runs/<cell>/seed-<n>/run.json, migrations.parquet, power.parquet */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

export const RUN_FILE = 'run.json';
export const MIGRATIONS_FILE = 'migrations.parquet';
export const POWER_FILE = 'power.parquet';

export const resultPath = (out: string) => join(out, 'result.json');

export const runsFolder = (out: string) => join(out, 'runs');

export const runFolder = (out: string, cellId: string, seed: number) =>
  join(runsFolder(out), cellSlug(cellId), `seed-${seed}`);

/** A cell's id as the name of a folder: the same on every file system, and different for different cells. Depends on
 * the id alone, so that a sweep can grow without losing its finished runs. */
export function cellSlug(id: string): string {
  if (id === '-') return 'only';
  const slug = id
    .replace(/[^a-z0-9.=+-]+/gi, '_')
    .replace(/^[_.]+|_+$/g, '')
    .slice(0, 100);
  if (slug !== '' && slug === id && slug === slug.toLowerCase() && slug !== 'only') return slug;
  return `${slug}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
