/** Finds SimGrid's source archive: the one named by SIMGRID_TARBALL, a cached one, or Debian's source package. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEBIAN_SOURCE, SIMGRID_TARBALL_SHA256, SIMGRID_VERSION } from './pins.mjs';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Path of an archive whose SHA-256 is the pinned one. Throws an Error that says what is missing and what to do. */
export function findTarball(cacheDir) {
  const named = process.env.SIMGRID_TARBALL;
  if (named) {
    if (!existsSync(named)) throw new Error(`SIMGRID_TARBALL names ${named}, which does not exist`);
    return verified(named);
  }
  const cached = join(cacheDir, `simgrid-${SIMGRID_VERSION}.tar.xz`);
  if (existsSync(cached) && sha256(readFileSync(cached)) === SIMGRID_TARBALL_SHA256) return cached;
  mkdirSync(cacheDir, { recursive: true });
  copyFileSync(verified(fetchFromDebian()), cached);
  return cached;
}

function verified(path) {
  const found = sha256(readFileSync(path));
  if (found === SIMGRID_TARBALL_SHA256) return path;
  throw new Error(
    `${path} is not SimGrid ${SIMGRID_VERSION}'s release archive: SHA-256 ${found}, expected ${SIMGRID_TARBALL_SHA256}`,
  );
}

/** Debian keeps the archive in its source package; the machine's own package sources say where, as deb-src entries. */
function fetchFromDebian() {
  const help =
    `get simgrid-${SIMGRID_VERSION}.tar.xz (SHA-256 ${SIMGRID_TARBALL_SHA256}) from the SimGrid project's releases ` +
    'and name it: SIMGRID_TARBALL=/path/to/simgrid-3.32.tar.xz';
  if (!existsSync('/etc/apt'))
    throw new Error(`SimGrid's source is fetched with apt, and this machine has none; ${help}`);
  const work = mkdtempSync(join(tmpdir(), 'simgrid-source-'));
  const parts = join(work, 'sources');
  mkdirSync(parts);
  mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
  for (const file of aptSourceFiles()) {
    const text = readFileSync(file, 'utf8');
    const source = file.endsWith('.sources')
      ? text.replace(/^Types:.*$/gm, 'Types: deb-src')
      : text.replace(/^deb(-src)? /gm, 'deb-src ');
    writeFileSync(join(parts, basename(file)), source);
  }
  const options = [
    '-qq',
    '-o',
    'Dir::Etc::sourcelist=/dev/null',
    '-o',
    `Dir::Etc::sourceparts=${parts}`,
    '-o',
    `Dir::State::lists=${join(work, 'lists')}`,
    '-o',
    'APT::Sandbox::User=root',
  ];
  const apt = (...args) =>
    execFileSync('apt-get', [...options, ...args], { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    try {
      apt('update');
    } catch {
      // one unreachable third-party entry is no reason to stop: what counts is whether the source package is found
    }
    apt('source', '--download-only', '--only-source', DEBIAN_SOURCE);
    const archive = readdirSync(work).find((name) => /^simgrid_.*\.orig\.tar\.xz$/.test(name));
    if (!archive) throw new Error(`the source package ${DEBIAN_SOURCE} holds no orig archive`);
    const kept = join(tmpdir(), `simgrid-${process.pid}.tar.xz`);
    copyFileSync(join(work, archive), kept);
    return kept;
  } catch (error) {
    const detail = error.stderr?.toString().trim().split('\n').at(-1) ?? error.message;
    throw new Error(`apt could not fetch the source package ${DEBIAN_SOURCE}: ${detail}; ${help}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function aptSourceFiles() {
  const folder = '/etc/apt/sources.list.d';
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.(list|sources)$/.test(name))
        .map((name) => join(folder, name))
    : [];
  if (existsSync('/etc/apt/sources.list')) files.push('/etc/apt/sources.list');
  return files;
}
