/** Runs are known by a hash of the wasm: it must not tell where it was built. That two folders give the same bytes is
 * checked by `node wasm/build.mjs --verify`, which the set-up for the tests calls. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

it('the wasm names its sources relative to SimGrid, and no folder of this machine', () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('simgrid-wasm/simgrid.wasm'), 'latin1');
  const paths = wasm.match(/[\w./-]+\.(?:cpp|hpp|c|h)(?![\w.])/g) ?? [];
  expect(paths).toContain('src/kernel/EngineImpl.cpp');
  expect(paths.filter((path) => path.startsWith('/'))).toEqual([]);
});
