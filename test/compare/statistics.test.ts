import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '../../src/compare/holm.ts';
import { pairedTest } from '../../src/compare/paired-t.ts';

describe('paired t-test', () => {
  test('is what "Student" found in 1908', () => {
    // hours of sleep gained by ten patients, second drug minus first: The Probable Error of a Mean, section IX.
    // mean 15.8 / 10; squares 38.58 - 10 * 1.58^2 = 13.616; t = 1.58 / sqrt(13.616 / 9 / 10) = 4.0621
    // R 4.2, t.test(extra ~ group, sleep, paired = TRUE): p-value = 0.002833, interval 0.7001142 2.4598858
    const gained = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { difference, p, ci95 } = pairedTest(gained) ?? { difference: 0, p: 0, ci95: [0, 0] };
    expect(difference).toBeCloseTo(1.58, 12);
    expect(p).toBeCloseTo(0.002833, 6);
    expect(ci95[0]).toBeCloseTo(0.7001142, 7);
    expect(ci95[1]).toBeCloseTo(2.4598858, 7);
  });

  test('with two pairs it is the Cauchy distribution', () => {
    // differences 1 and 3: mean 2, s = sqrt(2), standard error 1, t = 2; F(t) = 1/2 + atan(t) / pi
    expect(pairedTest([1, 3])?.p).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(2), 9);
  });

  test('with three pairs it is in closed form, too', () => {
    // differences 1, 2, 3: mean 2, s = 1, t = 2 sqrt(3); with two degrees of freedom F(t) = 1/2 + t / (2 sqrt(2 + t^2))
    expect(pairedTest([1, 2, 3])?.p).toBeCloseTo(1 - Math.sqrt(12) / Math.sqrt(2 + 12), 9);
  });

  test('equal differences leave nothing to chance', () => {
    expect(pairedTest([0.1, 0.1, 0.1])).toEqual({ difference: 0.1, ci95: [0.1, 0.1], p: 0 });
    expect(pairedTest([0, 0])).toEqual({ difference: 0, ci95: [0, 0], p: 1 });
    // a mean of 0 of differences that are not
    expect(pairedTest([-1, 1])?.p).toBe(1);
    expect(pairedTest([3])).toBeNull();
    expect(pairedTest([])).toBeNull();
  });

  test('any differences: the interval is around the mean, p is a probability with ten digits', () => {
    const differences = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(differences, (values) => {
        const { difference, ci95, p } = pairedTest(values) ?? { difference: Number.NaN, ci95: [0, 0], p: -1 };
        expect(ci95[0]).toBeLessThanOrEqual(difference);
        expect(ci95[1]).toBeGreaterThanOrEqual(difference);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        // a test at 5 % and a 95 % interval say the same, but for rounding
        if (p < 0.0499) expect(ci95[0] * ci95[1]).toBeGreaterThanOrEqual(0);
        if (p > 0.0501) expect(ci95[0] * ci95[1]).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("Holm's correction", () => {
  test('is what R says', () => {
    // R 4.2: p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm") = 0.04 0.06 0.06 0.06
    const close = (list: readonly number[]) => list.map((p) => Number(p.toPrecision(12)));
    expect(close(holm([0.01, 0.02, 0.03, 0.04]))).toEqual([0.04, 0.06, 0.06, 0.06]);
    // 3 * 0.005, 2 * 0.011, then 0.02 * 1, which may not be less than what comes before
    expect(close(holm([0.02, 0.005, 0.011]))).toEqual([0.022, 0.015, 0.022]);
    expect(holm([0.7, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  const list = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

  test('keeps the order, lies between p and what Bonferroni says', () => {
    fc.assert(
      fc.property(list, (values) => {
        const adjusted = holm(values);
        for (const [i, p] of values.entries()) {
          const own = adjusted[i] as number;
          expect(own).toBeGreaterThanOrEqual(p);
          expect(own).toBeLessThanOrEqual(Math.min(1, values.length * p));
          for (const [j, other] of values.entries())
            if (p < other) expect(own).toBeLessThanOrEqual(adjusted[j] as number);
        }
      }),
    );
  });

  test('one comparison more never makes another one more significant', () => {
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (values, more) => {
        const [before, after] = [holm(values), holm([...values, more])];
        for (const [i, p] of before.entries()) expect(after[i]).toBeGreaterThanOrEqual(p);
      }),
    );
  });
});
