import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../src/base/input/did-you-mean.ts';

test.each([
  ['durration', 'duration'],
  ['Duration', 'duration'],
  ['migration-energy', 'migrationEnergy'],
  ['polciy', 'policy'],
  ['vm', 'vms'],
])('%s means %s', (word, meant) => {
  expect(nearest(word, ['platform', 'duration', 'vms', 'policy', 'migrationEnergy'])).toBe(meant);
});

test('what is near nothing means nothing', () => {
  expect(nearest('colour', ['platform', 'duration'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});

test('without a near word the hint lists what there is, unless that is too much', () => {
  expect(didYouMean('colour', ['platform', 'duration'])).toBe('known: platform, duration');
  expect(
    didYouMean(
      'colour',
      Array.from({ length: 100 }, (_, i) => `host-number-${i}`),
    ),
  ).toBe('');
  expect(didYouMean('colour', [])).toBe('');
});
