import { expect, test } from 'vitest';
import { rankCells } from '../../src/compare/ranking.ts';
import { cell } from '../support/results.ts';

const saved = (id: string, ...values: readonly number[]) => cell(id, { savedEnergyRatio: values });
const rank = (...cells: readonly ReturnType<typeof saved>[]) => {
  const ranking = rankCells(cells, 'savedEnergyRatio');
  return { first: ranking?.first.id, behind: ranking?.others.map(({ cell: { id }, behind }) => [id, behind]) };
};

test('who is ahead beyond chance: means decide the order, paired differences the rest', () => {
  // c is 0.1 below a on every seed, but for a hundredth; b is sometimes above
  const cells = [saved('c', 0.4, 0.51, 0.2), saved('a', 0.5, 0.6, 0.31), saved('b', 0.55, 0.5, 0.3)];
  expect(rank(...cells)).toEqual({
    first: 'a',
    behind: [
      ['b', false],
      ['c', true],
    ],
  });
});

test('is corrected for the comparisons that are made', () => {
  // a leads b by 1, 2 and 3 hundredths and a bit: t = 2 sqrt(3), p = 1 - sqrt(12 / 14) = 0.074 with three seeds; with
  // 2, 3 and 4 t = 3 sqrt(3), p = 1 - sqrt(27 / 29) = 0.035, which is 0.070 where two are made
  const a = saved('a', 0.5, 0.5, 0.5);
  expect(rank(a, saved('b', 0.49, 0.48, 0.47)).behind).toEqual([['b', false]]);
  expect(rank(a, saved('b', 0.48, 0.47, 0.46)).behind).toEqual([['b', true]]);
  expect(rank(a, saved('b', 0.48, 0.47, 0.46), saved('c', 0.2, 0.5, 0.1)).behind).toEqual([
    ['b', false],
    ['c', false],
  ]);
});

test('where nothing varies, the difference itself decides; with one seed nothing does', () => {
  expect(rank(saved('a', 0.5, 0.5), saved('b', 0.5, 0.5), saved('c', 0.4, 0.4)).behind).toEqual([
    ['b', false],
    ['c', true],
  ]);
  expect(rank(saved('a', 0.5), saved('b', 0.1)).behind).toEqual([['b', false]]);
  // what rounding leaves
  expect(rank(saved('a', 1e-16, 2e-16), saved('b', 0, 0)).behind).toEqual([['b', false]]);
  expect(rankCells([], 'savedEnergyRatio')).toBeUndefined();
});
