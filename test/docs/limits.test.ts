import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/docs/pages.ts';
import { LIMITS } from '../../src/base/limits.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('the page on limits has every limit, and no other', () => {
  const rows = Object.values(LIMITS).map(({ most, of }) => `| ${most.toLocaleString('en-US')} | ${of} |`);
  const [, table = ''] = read('docs/limits.md').split('| ---: | --- |\n');
  expect(table.split('\n\n')[0]?.split('\n')).toEqual(rows);
});

test('the command asks for the Node.js that package.json asks for', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const [, major, minor] = /OLDEST = \[(\d+), (\d+)\]/.exec(read('src/cli/start.ts')) ?? [];
  expect(`>=${major}.${minor}`).toBe(engines.node);
});

test('an older Node.js meets nothing before the message that it could not read', () => {
  const start = read('dist/cli.js');
  // static imports are read before anything runs; and no syntax that is younger than dynamic imports
  expect(start).not.toMatch(/^import\s[^(]/m);
  expect(start).not.toMatch(/\?\?|\?\.|\|\|=|^await/m);
});
