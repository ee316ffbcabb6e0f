/** The packages that draw are optional: without them the command says which to install, and all else works. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const DRAWS = ['vega', 'vega-lite', '@resvg', 'dejavu-fonts-ttf', '@stdlib'];

/** The package as it is installed where nobody asked for the packages that draw. */
function installed(without: readonly string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!without.includes(name) && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const name of ['package.json', 'dist', 'platforms', 'examples'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
}

const run = (folder: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], { cwd: folder, encoding: 'utf8' });

const SWEEP = ['model', 'uniform', '--sweep', 'alpha=0.1:0.5:0.1', '--plot'];

test('without them a picture is refused by name, before anything is computed', () => {
  const folder = installed(DRAWS);
  expect(run(folder, ...SWEEP, 'a.svg')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'a.svg: a picture needs vega, vega-lite, which are not installed; npm install vega vega-lite\n',
  });
  expect(run(folder, ...SWEEP, 'a.png').stderr).toBe(
    'a.png: a picture needs vega, vega-lite, @resvg/resvg-js, dejavu-fonts-ttf, which are not installed; ' +
      'npm install vega vega-lite @resvg/resvg-js dejavu-fonts-ttf\n',
  );
});

test('without the package of the printed figures the command says where it is', () => {
  const folder = installed(['wattshift-reproduction']);
  expect(run(folder, 'reproduce', 'cache-drop')).toMatchObject({
    status: 2,
    stdout: '',
    stderr:
      'reproduce: the printed figures are in the package wattshift-reproduction, which is not installed; ' +
      'it comes with a clone of https://github.com/wattshift/wattshift: npm start there\n',
  });
});

test('without them experiments run, and their statistics are there', () => {
  const folder = installed(DRAWS);
  const { status, stdout } = run(folder, 'run', 'examples/policy-none.yaml', '--seeds', '2');
  expect(status).toBe(0);
  expect(stdout).toContain('±');
});

test('an SVG needs less than a PNG', () => {
  const folder = installed(['@resvg', 'dejavu-fonts-ttf']);
  expect(run(folder, ...SWEEP, 'a.svg')).toMatchObject({ status: 0, stderr: '' });
  expect(run(folder, ...SWEEP, 'a.png').stderr).toMatch(/needs @resvg\/resvg-js, dejavu-fonts-ttf, which/);
});
