#!/usr/bin/env node
/** Builds dist/ as tsdown.config.ts says, with the JSON Schema of experiment files. Whatever goes wrong, the dist/ of
 * before stays as it is. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const folder = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const [dist, next, last] = ['dist', 'dist.next', 'dist.last'].map(folder);

// by its API: the command adds advice about Node versions
await build({ outDir: 'dist.next', logLevel: 'warn' });
const { experimentJsonSchema } = await import('../dist.next/index.js');
writeFileSync(`${next}/experiment.schema.json`, `${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);

rmSync(last, { recursive: true, force: true });
try {
  renameSync(dist, last);
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
renameSync(next, dist);
rmSync(last, { recursive: true, force: true });
