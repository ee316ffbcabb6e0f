import { expect, test } from 'vitest';
import { torture } from './torture.ts';

test('whatever happens to a run, the same command comes to the same bytes', { timeout: 300_000 }, async () => {
  const { faults, compared } = await torture(5, 1);
  expect(faults).toEqual([]);
  expect(compared).toBeGreaterThan(1);
});
