import { expect, test } from 'vitest';
import { cellSlug } from '../../src/results/layout.ts';

test('a plain id is its own folder', () => {
  expect(cellSlug('vms.vcpus=2')).toBe('vms.vcpus=2');
  expect(cellSlug('-')).toBe('only');
});

test('what file systems cannot hold is replaced, and a hash keeps cells apart', () => {
  const ids = [
    'p=a(x=1)',
    'p=a[x=1]',
    'p=A',
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
    expect(slug).toMatch(/^[a-z0-9=+-][a-z0-9.=+_-]*$/i);
    expect(slug.length).toBeLessThanOrEqual(110);
  }
});
