import { expect, test } from 'vitest';
import { about, above, below, exact, says } from '../src/claim.ts';
import type { Estimate } from '../src/estimate.ts';
import { judged } from '../src/finding.ts';
import { leastSquares } from '../src/least-squares.ts';
import { difference, verdictOn } from '../src/verdict.ts';

const ours = (mean: number, half?: number): Estimate => ({
  kind: 'estimate',
  mean,
  ci95: half === undefined ? null : [mean - half, mean + half],
});

const CASES = [
  // 5.79 stands for 5.785..5.795
  ['exact, within the last digit', exact('5.79', '%', ''), ours(5.794), 'same'],
  ['exact, beyond the last digit', exact('5.79', '%', ''), ours(5.8), 'close'],
  ['exact, interval reaches it', exact('5.79', '%', ''), ours(5.9, 0.11), 'same'],
  ['exact, 5 % away and no further', exact('100', '%', ''), ours(105), 'close'],
  ['exact, further', exact('100', '%', ''), ours(106), 'differs'],
  ['exact, an interval that reaches it from afar', exact('100', '%', ''), ours(120, 30), 'open'],
  ['range, inside', about('21', '22', '%', ''), ours(21.5), 'same'],
  ['range, above', about('21', '22', '%', ''), ours(25), 'differs'],
  ['range, just below', about('21', '22', '%', ''), ours(20.2), 'close'],
  ['bound, whole interval below', below('1.9', '%', ''), ours(1.5, 0.3), 'holds'],
  ['bound, interval across', below('1.9', '%', ''), ours(1.8, 0.3), 'open'],
  ['bound, whole interval above', below('1.9', '%', ''), ours(2.5, 0.3), 'does not hold'],
  ['lower bound', above('25', '%', ''), ours(25.4, 0.1), 'holds'],
  ['statement, true', says('', ''), judged(true, ''), 'holds'],
  ['statement, false', says('', ''), judged(false, ''), 'does not hold'],
  ['statement, undecided', says('', ''), judged(undefined, ''), 'open'],
  ['nothing of ours', exact('1', '', ''), { kind: 'beyond', reason: '' }, 'not simulated'],
] as const;

test.each(CASES)('%s', (_, claim, found, verdict) => {
  expect(verdictOn(claim, found)).toBe(verdict);
});

test('the difference is ours minus printed, from the nearer end of a range', () => {
  expect(difference(exact('5.79', '%', '').printed, ours(6.04))).toBeCloseTo(6.04 - 5.79, 12);
  expect(difference(about('21', '22', '%', '').printed, ours(23.5))).toBeCloseTo(23.5 - 22, 12);
  expect(difference(about('21', '22', '%', '').printed, ours(20.5))).toBeCloseTo(20.5 - 21, 12);
  expect(difference(about('21', '22', '%', '').printed, ours(21.5))).toBe(0);
  expect(difference(says('', '').printed, judged(true, ''))).toBeUndefined();
});

test('least squares find the line that points lie on', () => {
  const x = [0, 1, 2, 5];
  const { slope, intercept } = leastSquares(
    x,
    x.map((each) => 0.953 * each + 3.6487),
  );
  expect(slope).toBeCloseTo(0.953, 12);
  expect(intercept).toBeCloseTo(3.6487, 12);
});
