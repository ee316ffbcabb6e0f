import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { requirePackages } from './debian.mjs';
import { lockedPackagesAreInstalled } from './npm-packages.mjs';
import { node, npm, root, run, succeeds } from './run.mjs';
import { isFresh, stamp } from './stamp.mjs';

/** Each step says what it does only if it has something to do. */
export function setUp({ forTests }) {
  installPackages();
  buildWasm({ verify: forTests });
  buildDist();
  buildReproduction();
  linkCommand();
  if (forTests) {
    buildOracle();
    if (!process.env.CHROMIUM)
      requirePackages('to test in a browser', [{ package: 'chromium', file: '/usr/bin/chromium' }]);
  }
}

function installPackages() {
  if (lockedPackagesAreInstalled()) return;
  console.error('setup: installing npm packages');
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  try {
    npm(['ci', ...quietly], { stdio: 'ignore' });
  } catch {
    // it refuses where a registry lacks packages for other platforms, as mirrors do; this goes by the lock file, too
    npm(['install', '--no-save', ...quietly]);
  }
}

/** `verify`: built twice, in two folders, with the same bytes; once for each state of the sources. */
function buildWasm({ verify }) {
  const build = [join('wasm', 'build.mjs'), ...(verify ? ['--verify'] : [])];
  // with the module in the cache, no compiler is needed
  if (!succeeds(process.execPath, [...build, '--is-ready'])) {
    requirePackages('to compile SimGrid', [
      { package: 'emscripten', command: 'em++' },
      { package: 'libboost-dev', file: '/usr/include/boost/version.hpp', unless: process.env.BOOST_ROOT },
      { package: 'dpkg-dev', command: 'dpkg-source', unless: process.env.SIMGRID_TARBALL },
      { package: 'xz-utils', command: 'xz' },
    ]);
  }
  node(...build);
  const built = {
    name: 'wasm/dist/.stamp',
    inputs: ['wasm/src', 'wasm/tsconfig.json', 'wasm/package.json', 'tsconfig.json', 'package-lock.json'],
  };
  if (isFresh(built)) return;
  node('node_modules/typescript/bin/tsc', '-p', 'wasm');
  stamp(built);
}

function buildDist() {
  const sources = [
    'src',
    'wasm/src',
    'wasm/lib/key',
    'tsdown.config.ts',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ];
  const built = { name: 'dist/.stamp', inputs: sources };
  if (isFresh(built)) return;
  console.error('setup: building dist/');
  node('scripts/build.mjs');
  stamp(built);
}

function buildReproduction() {
  const built = {
    name: 'reproduction/dist/.stamp',
    inputs: [
      'reproduction/src',
      'reproduction/build.mjs',
      'reproduction/package.json',
      'dist/index.d.ts',
      'dist/plot.d.ts',
      'tsconfig.json',
      'package-lock.json',
    ],
  };
  if (isFresh(built)) return;
  node('reproduction/build.mjs');
  stamp(built);
}

/** npm links the commands of packages that it installs, but not the one of the package that it is called in. */
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'wattshift');
  if (process.platform === 'win32' || lstatSync(link, { throwIfNoEntry: false })) return;
  symlinkSync(join('..', '..', 'dist', 'cli.js'), link);
}

function buildOracle() {
  const folder = join('test', 'oracle');
  if (!existsSync(join(root, folder, 'Makefile'))) return;
  requirePackages('to test against native SimGrid', [
    { package: 'libsimgrid-dev', file: '/usr/include/simgrid/s4u.hpp' },
    { package: 'g++', command: 'g++' },
    { package: 'make', command: 'make' },
  ]);
  run('make', ['--silent', '-C', folder]);
}
