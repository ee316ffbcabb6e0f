import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIMENSIONS, type DimensionName, formatQuantity, parseQuantity } from '../../src/base/units.ts';

describe('quantities as people write them', () => {
  test.each<[string | number, DimensionName, number]>([
    ['4 GB', 'bytes', 4e9],
    ['4GB', 'bytes', 4e9],
    ['4 GiB', 'bytes', 4 * 2 ** 30],
    ['32 KiB', 'bytes', 32 * 1024],
    ['1.5 TB', 'bytes', 1.5e12],
    ['  128 MB ', 'bytes', 128e6],
    [4096, 'bytes', 4096],
    ['10 Gbps', 'bandwidth', 10e9 / 8],
    ['1 Gbit/s', 'bandwidth', 1e9 / 8],
    ['125 MB/s', 'bandwidth', 125e6],
    [1e9, 'bandwidth', 1e9 / 8],
    ['1000000000', 'bandwidth', 1e9 / 8],
    ['2 MB/s', 'byteRate', 2e6],
    ['1 MiB/s', 'byteRate', 2 ** 20],
    ['300 s', 'time', 300],
    ['30 ms', 'time', 30 * 1e-3],
    ['5 min', 'time', 5 * 60],
    ['24 h', 'time', 24 * 3600],
    ['2 d', 'time', 2 * 86400],
    ['.5 h', 'time', 1800],
    ['1e3', 'time', 1000],
    ['-1 s', 'time', -1],
    ['210 W', 'power', 210],
    ['0.2 kW', 'power', 200],
    ['0.512', 'number', 0.512],
  ])('%s as %s', (input, dimension, si) => {
    expect(parseQuantity(input, dimension)).toBeCloseTo(si, 12);
  });

  test.each<[unknown, DimensionName, RegExp]>([
    ['4 XB', 'bytes', /unknown unit 'XB'/],
    ['4 gb', 'bytes', /unknown unit 'gb'/],
    ['10 Gbps', 'byteRate', /unknown unit 'Gbps'/],
    ['4 toString', 'bytes', /unknown unit 'toString'/],
    ['', 'time', /not a quantity/],
    ['h', 'time', /not a quantity/],
    ['1 2 s', 'time', /not a quantity/],
    ['1,5 s', 'time', /not a quantity/],
    ['0x10', 'number', /not a quantity/],
    ['5 %', 'number', /not a quantity/],
    ['5 s', 'number', /write a plain number/],
    ['NaN', 'time', /not a quantity/],
    [Number.NaN, 'time', /finite/],
    [Number.POSITIVE_INFINITY, 'bytes', /finite/],
    ['1e999 s', 'time', /finite/],
    [null, 'time', /expected a quantity such as 300 s/],
    [[1], 'bytes', /expected a quantity such as 4 GB/],
    [true, 'power', /expected a quantity/],
  ])('%s is no %s', (input, dimension, message) => {
    expect(parseQuantity(input, dimension)).toEqual({ error: expect.stringMatching(message) });
  });

  test('every unit of every dimension is read by its own factor', () => {
    for (const [name, { units }] of Object.entries(DIMENSIONS)) {
      for (const [unit, factor] of Object.entries(units))
        expect(parseQuantity(`3 ${unit}`, name as DimensionName)).toBe(3 * factor);
    }
  });

  test('whatever is put in, a number or a message comes out', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom(...(Object.keys(DIMENSIONS) as DimensionName[])),
        (input, dimension) => {
          const result = parseQuantity(input, dimension);
          expect(typeof result === 'number' ? Number.isFinite(result) : result.error.length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('quantities as they are printed', () => {
  test.each<[number, string, string]>([
    [4e9, 'B', '4 GB'],
    [999, 'B', '999 B'],
    [1e6, 'B/s', '1 MB/s'],
    [208, 'W', '208 W'],
    [1234567, 'J', '1.235 MJ'],
    [90000, 's', '1.042 d'],
    [0.03, 's', '30 ms'],
    [0, 'J', '0 J'],
    [-2e9, 'J', '-2 GJ'],
    [0.25, '1', '0.25 1'],
    [3, '', '3'],
    [Number.POSITIVE_INFINITY, 'B', 'Infinity B'],
  ])('%d %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  test('what is printed in full is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e15 }), (bytes) => {
        expect(parseQuantity(formatQuantity(bytes, 'B', 17), 'bytes')).toBeCloseTo(bytes, -2);
      }),
    );
  });
});
