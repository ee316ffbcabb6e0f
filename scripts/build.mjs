#!/usr/bin/env node
/** Builds dist/ as tsdown.config.ts says, with the JSON Schema of experiment files and the licences of what is
 * bundled. Whatever goes wrong, the dist/ of
 * before stays as it is. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const folder = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const [dist, next, last] = ['dist', 'dist.next', 'dist.last'].map(folder);

// by its API: the command adds advice about Node versions
const [{ chunks }] = await build({ outDir: 'dist.next', logLevel: 'warn' });
const { experimentJsonSchema } = await import('../dist.next/index.js');
writeFileSync(`${next}/experiment.schema.json`, `${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);
writeFileSync(`${next}/THIRD-PARTY-LICENSES.txt`, licences(chunks));

rmSync(last, { recursive: true, force: true });
try {
  renameSync(dist, last);
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
renameSync(next, dist);
rmSync(last, { recursive: true, force: true });

/** The licences and notices of the packages whose code is in the chunks, each text once. */
function licences(chunks) {
  const modules = chunks.flatMap(({ moduleIds = [] }) => moduleIds);
  const names = modules.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
  const owners = new Map();
  for (const name of [...new Set(names)].sort()) {
    const home = folder(`node_modules/${name}`);
    const files = readdirSync(home).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
    if (files.length === 0) throw new Error(`${name} is bundled and has no licence`);
    const text = files.map((file) => readFileSync(`${home}/${file}`, 'utf8').trim()).join('\n\n');
    owners.set(text, [...(owners.get(text) ?? []), name]);
  }
  return [...owners].map(([text, packages]) => `${packages.join(', ')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}
