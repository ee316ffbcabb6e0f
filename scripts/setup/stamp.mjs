/** A stamp beside what was built holds a hash of what it was built from: times change with every clone. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** `inputs` are files and folders, `name` is the stamp's own file. */
export function isFresh({ name, inputs }) {
  const path = join(root, name);
  return existsSync(path) && readFileSync(path, 'utf8') === hash(inputs);
}

export function stamp({ name, inputs }) {
  writeFileSync(join(root, name), hash(inputs));
}

function hash(inputs) {
  const sum = createHash('sha256');
  for (const file of inputs.flatMap(files))
    sum
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return sum.digest('hex');
}

function files(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => files(join(path, name)));
}
