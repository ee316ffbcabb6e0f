import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '../../src/compare/holm.ts';
import { type PairedDifference, pairedDifference } from '../../src/compare/paired-difference.ts';

/** Of these differences. */
const against0 = (differences: readonly number[], size?: number) =>
  pairedDifference(
    differences,
    differences.map(() => 0),
    size,
  );

function tested(paired: PairedDifference) {
  if (paired.kind !== 'tested') throw new Error(paired.why);
  return paired;
}

describe('paired t-test', () => {
  test('is what "Student" found in 1908', () => {
    // hours of sleep gained by ten patients, second drug minus first: The Probable Error of a Mean, section IX.
    // mean 15.8 / 10; squares 38.58 - 10 * 1.58^2 = 13.616; t = 1.58 / sqrt(13.616 / 9 / 10) = 4.0621
    // R 4.2, t.test(extra ~ group, sleep, paired = TRUE): p-value = 0.002833, interval 0.7001142 2.4598858
    const gained = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { difference, p, ci95 } = tested(against0(gained));
    expect(difference).toBeCloseTo(1.58, 12);
    expect(p).toBeCloseTo(0.002833, 6);
    expect(ci95[0]).toBeCloseTo(0.7001142, 7);
    expect(ci95[1]).toBeCloseTo(2.4598858, 7);
  });

  test('with two pairs it is the Cauchy distribution', () => {
    // differences 1 and 3: mean 2, s = sqrt(2), standard error 1, t = 2; F(t) = 1/2 + atan(t) / pi
    expect(tested(against0([1, 3])).p).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(2), 9);
  });

  test('with three pairs it is in closed form, too', () => {
    // differences 1, 2, 3: mean 2, s = 1, t = 2 sqrt(3); with two degrees of freedom F(t) = 1/2 + t / (2 sqrt(2 + t^2))
    expect(tested(against0([1, 2, 3])).p).toBeCloseTo(1 - Math.sqrt(12) / Math.sqrt(2 + 12), 9);
  });

  test('of what does not vary there is none', () => {
    const untested = (difference: number, why: string) => ({ kind: 'untested', difference, why });
    expect(pairedDifference([3, 3], [1, 1])).toEqual(untested(2, 'nothing-varies'));
    expect(pairedDifference([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toEqual(untested(0, 'nothing-varies'));
    expect(pairedDifference([3, 7], [1, 5])).toEqual(untested(2, 'same-difference'));
    expect(pairedDifference([3], [1])).toEqual(untested(2, 'too-few-seeds'));
    // a mean of 0 of differences that are not
    expect(tested(against0([-1, 1])).p).toBe(1);
  });

  test('what rounding leaves is no difference, and does not vary', () => {
    // 0.1 + 0.2 is 0.30000000000000004; sums of joules differ in their last digits
    expect(pairedDifference([0.1 + 0.2, 5], [0.3, 5])).toMatchObject({ difference: 0, why: 'same-difference' });
    expect(pairedDifference([3e9 + 2, 5e9 + 2 + 1e-6], [3e9, 5e9])).toMatchObject({ why: 'same-difference' });
    // 1 - a / b with a near b: the digits of 1 count, not those of what is left
    expect(against0([1.1e-16, 0, 2.2e-16], 1)).toMatchObject({ difference: 0, why: 'same-difference' });
    expect(against0([1.1e-16, 0, 2.2e-16]).kind).toBe('tested');
  });

  test('any differences: the interval is around the mean, p is a probability with ten digits', () => {
    const differences = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(differences, (values) => {
        const paired = against0(values);
        if (paired.kind === 'untested') return expect(new Set(values.map(Math.abs)).size).toBe(1);
        const { difference, ci95, p } = paired;
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
