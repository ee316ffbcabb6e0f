import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberList, numberAt, type SharedColumn } from '../../../src/base/input/shared-column.ts';

function columnOf(values: readonly number[]): SharedColumn {
  const list = new NumberList();
  for (const value of values) list.push(value);
  return list.toShared((i) => i);
}

const decimals = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([whole, places]) => Number(`${whole}e-${places}`));

test.each([
  ['decimals', decimals],
  ['any number', fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)],
  ['both', fc.oneof(decimals, fc.double({ min: 0, max: 1, noNaN: true }))],
])('a column gives back the very same numbers: %s', (_, numbers) =>
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1 }), (values) => {
      const column = columnOf(values);
      expect(values.map((_, i) => numberAt(column, i))).toEqual(values);
    }),
  ),
);

test.each([
  ['seconds', [0, 300, 4294967295], 4, 1],
  ['milliseconds', [0, 0.001, 300.25], 4, 1000],
  ['loads with two decimals', [0.14, 0.2, 1], 4, 100],
  ['one number with many decimals', [0.14, 1 / 3], 8, 1],
  ['whole numbers too large', [0, 4294967296], 8, 1],
  ['a decimal beside a large number', [4294967295, 0.5], 8, 1],
  ['a large number beside a decimal', [0.5, 4294967295], 8, 1],
  ['negative numbers', [1, -1], 8, 1],
])('%s', (_, values, bytes, divisor) => {
  const column = columnOf(values);
  expect([column.numbers.BYTES_PER_ELEMENT, column.divisor]).toEqual([bytes, divisor]);
  expect(column.numbers.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(values.map((_, i) => numberAt(column, i))).toEqual(values);
});

test('many blocks, and the places that the caller says', () => {
  const list = new NumberList();
  const count = 200_000;
  for (let i = 0; i < count; i++) list.push(i / 8);
  const column = list.toShared((i) => count - 1 - i);
  expect(column.divisor).toBe(1000);
  for (let i = 0; i < count; i += 777) {
    expect(list.at(i)).toBe(i / 8);
    expect(numberAt(column, count - 1 - i)).toBe(i / 8);
  }
});
