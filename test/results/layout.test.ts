import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cellSlug, existingRunFolder, renameEarlierFolder, runFolder } from '../../src/results/layout.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('a plain id is its own folder', () => {
  expect(cellSlug('vms.vcpus=2')).toBe('vms.vcpus~2');
  expect(cellSlug('-')).toBe('only');
});

test('what file systems cannot hold is replaced, and a hash keeps cells apart', () => {
  const ids = [
    'p=a(x=1)',
    'p=a[x=1]',
    'p=A',
    'p~a',
    'p=a',
    'p=a/../../b',
    '..',
    'only',
    '-',
    '',
    `p=${'x'.repeat(300)}`,
    `p=${'x'.repeat(299)}y`,
  ];
  const slugs = ids.map(cellSlug);
  expect(new Set(slugs.map((slug) => slug.toLowerCase())).size).toBe(ids.length);
  for (const slug of slugs) {
    expect(slug).toMatch(/^[a-z0-9~+-][a-z0-9.~+_-]*$/i);
    expect(slug.length).toBeLessThanOrEqual(110);
  }
});

test('runs that an earlier version wrote are found, and get the folder that they have now', () => {
  const out = temporaryFolder();
  const cell = 'policy=ffd';
  const earlier = join(out, 'runs', 'policy=ffd', 'seed-0');
  mkdirSync(earlier, { recursive: true });
  expect(existingRunFolder(out, cell, 0)).toBe(earlier);
  expect(existingRunFolder(out, cell, 1)).toBe(runFolder(out, cell, 1));
  renameEarlierFolder(out, cell);
  expect(existsSync(earlier)).toBe(false);
  expect(existingRunFolder(out, cell, 0)).toBe(join(out, 'runs', 'policy~ffd', 'seed-0'));
  expect(existsSync(runFolder(out, cell, 0))).toBe(true);
});
