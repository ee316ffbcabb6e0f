import { expect, test } from 'vitest';
import {
  hot1,
  hot2,
  liuEstimate,
  ModelDomainError,
  optimumAlpha,
  postCopy,
  stopAndCopy,
  table2Hot,
  table2Uniform,
  uniform,
  uniformCase,
} from '../../src/analytic/index.ts';

/** The conditions that it names. */
function violated(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ModelDomainError) return error.violations.map(({ condition }) => condition);
    throw error;
  }
  return [];
}

const vm = { ...table2Uniform(4096), alpha: 0.1 };
const hot = { ...table2Hot(4096), alpha: 0.1 };
const bulk = { memoryBytes: 1e9, bandwidthBytesPerS: 1e8 };

test.each<[string, () => unknown, readonly string[]]>([
  ['alpha above rho = 8/15', () => uniform({ ...vm, alpha: 0.54 }), ['alpha <= rho']],
  ['alpha of 0', () => uniform({ ...vm, alpha: 0 }), ['alpha > 0']],
  ['alpha that is none', () => uniform({ ...vm, alpha: Number.NaN }), ['alpha > 0', 'alpha <= rho']],
  ['rho of 1', () => uniform({ ...vm, dirtyPagesPerS: 3.75 }), ['rho < 1']],
  ['no writing', () => uniform({ ...vm, dirtyPagesPerS: 0 }), ['0 < rho']],
  [
    'no pages, no network',
    () => uniform({ ...vm, pages: 0, bandwidthBytesPerS: 0 }),
    ['0 < Ps < infinity', '0 < B < infinity', 'rho < 1'],
  ],
  ['hot pages that are all', () => hot1({ ...hot, hotPageRatio: 1 }), ['beta < 1']],
  ['hot pages less than none', () => hot2({ ...hot, hotPageRatio: -0.1 }), ['0 <= beta']],
  ['hot pages colder than others', () => hot2({ ...hot, hotDirtyPagesPerS: 1 }), ['D_nh <= D_h < infinity']],
  ['Hot I with hot pages too hot', () => hot1({ ...hot, hotDirtyPagesPerS: 40 }), ['rho_eff < 1']],
  // 0.5 is below rho_eff = 0.539, and above rho_nh = 0.48
  ['Hot I at 0.5', () => hot1({ ...hot, alpha: 0.5 }), []],
  ['Hot II at 0.5', () => hot2({ ...hot, alpha: 0.5 }), ['alpha <= rho_nh']],
  [
    'half a round',
    () => optimumAlpha(uniformCase(vm), { maxUtilisation: 1, maxRounds: 0.5 }),
    ['max rounds a whole number from 0 to 1000000'],
  ],
  ['no utilisation', () => optimumAlpha(uniformCase(vm), { maxUtilisation: 0 }), ['U_max > 0']],
  ['nothing to stop and copy', () => stopAndCopy({ ...bulk, memoryBytes: 0 }), ['0 < M < infinity']],
  ['faster than itself', () => postCopy({ ...bulk, stateBytes: 1e6, pagingSpeed: 1.1 }), ['0 <= v <= 1']],
  ['unending writing', () => liuEstimate({ ...bulk, dirtyBytesPerS: Number.POSITIVE_INFINITY }), ['0 <= D < infinity']],
  ['no round at all', () => liuEstimate({ ...bulk, dirtyBytesPerS: 0, maxRounds: 0 }), ['max rounds >= 1']],
])('%s', (_, act, conditions) => {
  expect(violated(act)).toEqual(conditions);
});

test('the message has the figures', () => {
  expect(() => uniform({ ...vm, alpha: 0.6 })).toThrow(
    'uniform: needs alpha <= rho, but alpha is 0.6 and rho is 0.533333',
  );
});
