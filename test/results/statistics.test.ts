import { describe, expect, test } from 'vitest';
import { ci95, mean, studentT } from '../../src/results/statistics.ts';

describe('mean', () => {
  test('is exact for equal values, whatever their number', () => {
    for (const n of [1, 3, 7, 30]) expect(mean(Array.from({ length: n }, () => 0.1))).toBe(0.1);
  });

  test('is the sum over the number', () => {
    expect(mean([1, 2, 3, 4])).toBe((1 + 2 + 3 + 4) / 4);
  });
});

describe('ci95', () => {
  test('is what R says', () => {
    // R 4.2: t.test(c(1, 2, 3, 4))$conf.int
    const [low, high] = ci95([1, 2, 3, 4]) ?? [0, 0];
    expect(low).toBeCloseTo(0.4457397, 7);
    expect(high).toBeCloseTo(4.5542603, 7);
  });

  test('needs two seeds', () => {
    expect(ci95([5])).toBeNull();
    expect(ci95([5, 5])).toEqual([5, 5]);
  });
});

test('the quantile has ten digits, the same on every engine', () => {
  // R 4.2: qt(0.975, c(1, 3, 29)) = 12.7062047361747, 3.18244630528371, 2.0452296421327
  expect([1, 3, 29].map((df) => studentT(0.975, df))).toEqual([12.70620474, 3.182446305, 2.045229642]);
});
