/** Compiles SimGrid's core and the shim with emscripten into one module. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  COMPILE_FLAGS,
  CXX_FLAGS,
  EXCLUDED,
  GENERATED_HEADERS,
  INCLUDE_FOLDERS,
  LINK_FLAGS,
  SOURCE_FILES,
  SOURCE_FOLDERS,
} from './pins.mjs';

const run = promisify(execFile);

/** Debian's emcc looks for its JavaScript helper `acorn` where Debian's own Node keeps it. */
const environment = { ...process.env, NODE_PATH: '/usr/share/nodejs', EMCC_CORES: '1' };

/** What the build needs and this machine lacks, as messages; empty when it can go ahead. */
export function missingTools() {
  const missing = [];
  const has = (command, args) => {
    try {
      execFileSync(command, args, { stdio: 'ignore', env: environment });
      return true;
    } catch {
      return false;
    }
  };
  if (!has('em++', ['--version'])) missing.push('em++ (Debian package: emscripten)');
  if (!existsSync('/usr/include/boost/version.hpp') && !process.env.BOOST_ROOT)
    missing.push('the Boost headers (Debian package: libboost-dev; or BOOST_ROOT=/path/with/boost/)');
  if (!has('xz', ['--version'])) missing.push('xz (Debian package: xz-utils)');
  return missing;
}

/** Builds in `work` from `tarball`; returns the folder with simgrid.js and simgrid.wasm, and the unpacked source.
 * SimGrid itself, nearly all of the time, is compiled once into the archive `core`; a new shim only needs a link.
 *
 * The bytes do not depend on where `work` is: compilers run in the source's folder and are told relative paths only,
 * for SimGrid keeps the names of its files (`__FILE__`) in its messages. */
export async function compile({ tarball, shim, core, work, log }) {
  const simgrid = join(work, 'simgrid');
  mkdirSync(simgrid, { recursive: true });
  execFileSync('tar', ['xf', tarball, '-C', simgrid, '--strip-components=1']);
  for (const [path, text] of Object.entries(GENERATED_HEADERS)) writeFileSync(join(simgrid, path), text);
  // Boost alone: the rest of /usr/include is the host's, not emscripten's
  const boost = join(work, 'boost');
  mkdirSync(boost);
  symlinkSync(join(process.env.BOOST_ROOT ?? '/usr/include', 'boost'), join(boost, 'boost'));
  cpSync(shim, join(work, 'shim'), { recursive: true });

  if (!existsSync(core)) {
    const objects = await compileAll(coreSources(simgrid), { simgrid, into: 'core', log });
    const staged = `${core}.${process.pid}`;
    await run('emar', ['rcsD', staged, ...objects], { cwd: simgrid, env: environment });
    renameSync(staged, core);
  }
  const shimSources = sourcesIn(simgrid, '../shim').filter((file) => file.endsWith('.cpp'));
  const objects = await compileAll(shimSources, { simgrid, into: 'shim-objects', log });
  const out = join(work, 'out');
  mkdirSync(out);
  log('linking');
  // the whole archive: SimGrid registers its models, plugins and options by static constructors
  const everything = ['-Wl,--whole-archive', core, '-Wl,--no-whole-archive'];
  await run('em++', [...LINK_FLAGS, ...objects, ...everything, '-o', '../out/simgrid.js'], {
    cwd: simgrid,
    env: environment,
    maxBuffer: 1 << 26,
  });
  return { out, simgrid };
}

/** `sources` and the objects returned are relative to `simgrid`. */
async function compileAll(sources, { simgrid, into, log }) {
  mkdirSync(join(simgrid, '..', into));
  const includes = INCLUDE_FOLDERS.map((folder) => `-I${folder}`);
  const jobs = sources.map((source, index) => ({ source, object: `../${into}/${index}.o` }));
  await pool(jobs, availableParallelism(), async ({ source, object }, done) => {
    const cxx = source.endsWith('.cpp');
    await run(
      cxx ? 'em++' : 'emcc',
      [...COMPILE_FLAGS, ...(cxx ? CXX_FLAGS : []), ...includes, '-c', source, '-o', object],
      { cwd: simgrid, env: environment },
    );
    log(`[${done}/${jobs.length}] ${source}`);
  });
  return jobs.map((job) => job.object);
}

function coreSources(simgrid) {
  const folders = SOURCE_FOLDERS.flatMap((folder) => sourcesIn(simgrid, `src/${folder}`));
  const files = SOURCE_FILES.map((file) => `src/${file}`);
  return [...folders, ...files].filter((file) => /\.(c|cpp)$/.test(file) && !EXCLUDED.some((rule) => rule.test(file)));
}

/** Sorted, and relative to `base` as `folder` is. */
function sourcesIn(base, folder) {
  return readdirSync(join(base, folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(join(base, path)).isDirectory() ? sourcesIn(base, path) : [path];
    });
}

async function pool(items, size, work) {
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next++];
      await work(item, ++done);
    }
  };
  await Promise.all(Array.from({ length: size }, worker));
}
