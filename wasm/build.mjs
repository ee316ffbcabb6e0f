#!/usr/bin/env node
/** Builds simgrid.wasm into lib/, or copies it from the cache: one command, `node build.mjs`.
 *
 * The cache (SIMGRID_WASM_CACHE, else the user's cache folder) is keyed by a hash of the source archive's pin, the
 * shim and the build scripts, so a fresh clone on the same machine does not compile again. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, missingTools } from './build/compile.mjs';
import * as pins from './build/pins.mjs';
import { findTarball, sha256 } from './build/source.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const shim = join(here, 'c');
const lib = join(here, 'lib');
const cache =
  process.env.SIMGRID_WASM_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'simgrid-wasm');

const inputs = [
  ...listFiles(shim),
  ...['pins.mjs', 'compile.mjs', 'simgrid.d.ts'].map((file) => join(here, 'build', file)),
];
const key = shortHash(inputs.map((file) => sha256(readFileSync(file))).join('\n'));
const cached = join(cache, key);
// SimGrid's own objects depend on less than the module does: a change of the shim only needs a link
const { SIMGRID_TARBALL_SHA256, SOURCE_FOLDERS, SOURCE_FILES, EXCLUDED, COMPILE_FLAGS, CXX_FLAGS, GENERATED_HEADERS } =
  pins;
const coreInputs = [
  SIMGRID_TARBALL_SHA256,
  SOURCE_FOLDERS,
  SOURCE_FILES,
  EXCLUDED.map(String),
  COMPILE_FLAGS,
  CXX_FLAGS,
  GENERATED_HEADERS,
];
const core = join(cache, `core-${shortHash(JSON.stringify(coreInputs))}.a`);

// for set-up programs: exit code 0 if no compiler is needed
if (process.argv.includes('--is-ready')) process.exit(libIsCurrent() || existsSync(cached) ? 0 : 1);

try {
  if (libIsCurrent()) process.exit(0);
  if (!existsSync(cached)) await build();
  rmSync(lib, { recursive: true, force: true });
  cpSync(cached, lib, { recursive: true });
  console.error(`simgrid-wasm: SimGrid ${pins.SIMGRID_VERSION} ready (build ${key})`);
} catch (error) {
  console.error(`simgrid-wasm: ${error.stderr || error.message}`);
  process.exit(1);
}

function libIsCurrent() {
  return existsSync(join(lib, 'key')) && readFileSync(join(lib, 'key'), 'utf8') === key;
}

async function build() {
  const missing = missingTools();
  if (missing.length > 0) {
    throw new Error(
      `the build needs what this machine does not have:\n${missing.map((item) => `  - ${item}`).join('\n')}\n` +
        `On Debian: apt-get install --no-install-recommends ${pins.DEBIAN_PACKAGES.join(' ')}`,
    );
  }
  mkdirSync(cache, { recursive: true });
  const tarball = findTarball(cache);
  const work = mkdtempSync(join(tmpdir(), 'simgrid-wasm-'));
  const live = process.stderr.isTTY;
  const log = (line) => (live ? process.stderr.write(`\r\x1b[K${line}`) : undefined);
  console.error(`simgrid-wasm: compiling SimGrid ${pins.SIMGRID_VERSION}; this takes a few minutes, once`);
  try {
    const { out, simgrid } = await compile({ tarball, shim, core, work, log });
    log('');
    cpSync(join(here, 'build', 'simgrid.d.ts'), join(out, 'simgrid.d.ts'));
    cpSync(join(simgrid, 'LICENSE-LGPL-2.1'), join(out, 'LICENSE-LGPL-2.1'));
    cpSync(join(simgrid, 'src', 'surf', 'xml', 'simgrid.dtd'), join(out, 'simgrid.dtd'));
    writeFileSync(join(out, 'key'), key);
    // a folder of the cache appears whole or not at all
    const staged = `${cached}.${process.pid}`;
    cpSync(out, staged, { recursive: true });
    renameSync(staged, cached);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function shortHash(text) {
  return sha256(text).slice(0, 16);
}

function listFiles(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
