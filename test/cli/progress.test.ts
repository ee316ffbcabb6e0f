import { expect, test } from 'vitest';
import { describeProgress } from '../../src/cli/progress.ts';

const at = (done: number, underWay: number, simulatedS: number) => ({ done, total: 10, underWay, simulatedS });

test('runs under way count by the part of them that is over', () => {
  // 2.5 runs of 4 h in 5 s, so 7.5 runs are left for 15 s
  expect(describeProgress(at(0, 0, 0), at(2, 0.5, 36_000), 5)).toBe('2/10 runs, 2 h simulated per second, 15 s left');
});

test('runs of an earlier call took no time', () => {
  expect(describeProgress(at(5, 0, 0), at(5, 1, 7200), 10)).toBe('5/10 runs, 12 min simulated per second, 40 s left');
});

test('nothing is foretold from nothing', () => {
  expect(describeProgress(at(0, 0, 0), at(0, 0, 0), 3)).toBe('0/10 runs');
});
