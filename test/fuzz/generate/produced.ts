/** Files that the command has written itself: results and a baseline, to be damaged. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkFile } from '../../../src/check/check-file.ts';
import { measure } from '../../../src/sweep/measure.ts';
import { SMALL_EXPERIMENT, SMALL_PLATFORMS } from './seeds.ts';

export type Produced = Readonly<Record<string, Uint8Array>>;

/** Runs a small sweep and records it: `experiment.yaml`, `platform.xml`, `out/...` and `baseline.json`, by path. */
export async function produce(): Promise<Produced> {
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-fuzz-'));
  try {
    const experiment = {
      ...SMALL_EXPERIMENT,
      seeds: 2,
      vms: { count: 4, memory: '512 MB', placement: 'round-robin' },
      sweep: { mechanism: ['pre-copy', 'ideal'] },
    };
    const path = join(folder, 'experiment.yaml');
    const out = join(folder, 'out');
    writeFileSync(path, JSON.stringify(experiment, null, 2));
    writeFileSync(join(folder, 'platform.xml'), SMALL_PLATFORMS[0] as string);
    await measure(path, { out, jobs: 1 });
    await checkFile(out, join(folder, 'baseline.json'), { update: true });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
    return Object.fromEntries(paths.map((file) => [relative(folder, file), new Uint8Array(readFileSync(file))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
