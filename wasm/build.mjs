#!/usr/bin/env node
/** Builds simgrid.wasm into lib/, or copies it from the cache: one command, `node build.mjs`.
 *
 * The cache (SIMGRID_WASM_CACHE, else the user's cache folder) is keyed by a hash of the source archive's pin, the
 * shim and the build scripts, so a fresh clone on the same machine does not compile again.
 *
 *   node build.mjs             builds, or copies
 *   node build.mjs --verify    builds a second time, in another folder: the bytes have to be the same. What was found to
 *                              be so is noted beside the cache, and not built again. */
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
import { basename, dirname, join } from 'node:path';
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
const coreInputs = [
  pins.SIMGRID_TARBALL_SHA256,
  pins.SOURCE_FOLDERS,
  pins.SOURCE_FILES,
  pins.EXCLUDED.map(String),
  pins.INCLUDE_FOLDERS,
  pins.COMPILE_FLAGS,
  pins.CXX_FLAGS,
  pins.GENERATED_HEADERS,
];
const core = join(cache, `core-${shortHash(JSON.stringify(coreInputs))}.a`);

const verify = process.argv.includes('--verify');
const verifiedNote = (path) => `${path}.verified`;

// for set-up programs: exit code 0 if no compiler is needed
if (process.argv.includes('--is-ready')) {
  const isBuilt = libIsCurrent() || existsSync(cached);
  process.exit(verify ? (existsSync(verifiedNote(cached)) ? 0 : 1) : isBuilt ? 0 : 1);
}

try {
  if (verify) {
    if (!existsSync(cached)) await build();
    if (!existsSync(verifiedNote(cached))) await buildElsewhere();
  }
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
  console.error(`simgrid-wasm: compiling SimGrid ${pins.SIMGRID_VERSION}; this takes a few minutes, once`);
  await compiled('simgrid-wasm-', core, ({ out, simgrid }) => {
    cpSync(join(here, 'build', 'simgrid.d.ts'), join(out, 'simgrid.d.ts'));
    cpSync(join(simgrid, 'LICENSE-LGPL-2.1'), join(out, 'LICENSE-LGPL-2.1'));
    cpSync(join(simgrid, 'src', 'surf', 'xml', 'simgrid.dtd'), join(out, 'simgrid.dtd'));
    writeFileSync(join(out, 'key'), key);
    // a folder of the cache appears whole or not at all
    const staged = `${cached}.${process.pid}`;
    cpSync(out, staged, { recursive: true });
    renameSync(staged, cached);
  });
}

/** Runs are known by a hash of the wasm: the same sources have to give the same bytes, wherever they are built. */
async function buildElsewhere() {
  console.error('simgrid-wasm: building once more, in another folder, to compare the bytes');
  const coreIsVerified = existsSync(verifiedNote(core));
  const secondCore = coreIsVerified ? core : join(cache, `core-elsewhere-${process.pid}.a`);
  try {
    await compiled('simgrid-wasm-in-another-folder-', secondCore, ({ out }) => {
      const pairs = [
        [core, secondCore],
        ...['simgrid.wasm', 'simgrid.js'].map((file) => [join(cached, file), join(out, file)]),
      ];
      const differing = pairs.filter(([one, other]) => hashOf(one) !== hashOf(other)).map(([one]) => basename(one));
      if (differing.length > 0) throw new Error(`built in another folder, ${differing.join(', ')} differs`);
    });
  } finally {
    if (!coreIsVerified) rmSync(secondCore, { force: true });
  }
  writeFileSync(verifiedNote(core), hashOf(core));
  writeFileSync(verifiedNote(cached), hashOf(join(cached, 'simgrid.wasm')));
}

/** Compiles in a new folder, which is there for as long as `use` runs. */
async function compiled(folderPrefix, core, use) {
  const missing = missingTools();
  if (missing.length > 0) {
    throw new Error(
      `the build needs what this machine does not have:\n${missing.map((item) => `  - ${item}`).join('\n')}\n` +
        `On Debian: apt-get install --no-install-recommends ${pins.DEBIAN_PACKAGES.join(' ')}`,
    );
  }
  mkdirSync(cache, { recursive: true });
  const tarball = findTarball(cache);
  const work = mkdtempSync(join(tmpdir(), folderPrefix));
  const live = process.stderr.isTTY;
  const log = (line) => (live ? process.stderr.write(`\r\x1b[K${line}`) : undefined);
  try {
    const result = await compile({ tarball, shim, core, work, log });
    log('');
    use(result);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function hashOf(file) {
  return sha256(readFileSync(file));
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
