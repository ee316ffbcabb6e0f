#!/usr/bin/env node
/** Builds dist/, after wattshift's own. */
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

await build({
  config: false,
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  entry: { index: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.11',
  fixedExtension: false,
  dts: true,
  sourcemap: true,
  // the instance of wattshift that calls it is the one that it uses: errors are of the same classes
  deps: { neverBundle: [/^wattshift/] },
  checks: { pluginTimings: false },
  logLevel: 'warn',
});
