import { expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { threadCount } from '../../src/sweep/thread-count.ts';

test('one per core, or what is asked for', () => {
  expect(threadCount(undefined, 2)).toEqual({ threads: 2, warning: undefined });
  expect(threadCount(8, 2)).toEqual({ threads: 8, warning: undefined });
});

test('more than four per core are not started', () => {
  expect(threadCount(300, 2)).toEqual({
    threads: 8,
    warning: '8 runs at a time instead of 300: there are only 2 cores for them',
  });
  expect(threadCount(300, 1).warning).toContain('there is only one core');
});

test.each([0, -1, 1.5, Number.NaN, '2' as unknown as number])('%s is refused', (jobs) => {
  expect(() => threadCount(jobs)).toThrow(InputError);
});
