/** SimGrid's own example platforms are sound: what the lint says against them would be its own fault. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectPlatform } from '../../src/platform/inspect.ts';

const cache =
  process.env.SIMGRID_WASM_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'simgrid-wasm');
// where the build of the wasm keeps it
const archive = process.env.SIMGRID_TARBALL ?? join(cache, 'simgrid-3.32.tar.xz');

describe.skipIf(!existsSync(archive))("SimGrid's example platforms", () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wattshift-examples-'));
    execFileSync('tar', [
      '-xf',
      archive,
      '-C',
      folder,
      '--strip-components=3',
      '--wildcards',
      '*/examples/platforms/*',
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('have no fault but that most of them know no watts', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
    expect(files.length).toBeGreaterThan(40);
    const problems = files.flatMap((name) => inspectPlatform(join(folder, name)).problems);
    expect(problems.filter(({ what }) => !what.includes('has no wattage_per_state'))).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});
