import { describe, expect, test } from 'vitest';
import { formatTolerance, parseTolerance, within } from '../../src/check/tolerance.ts';
import { mergeTolerances, toleranceOf } from '../../src/check/tolerances.ts';

describe('a tolerance as written', () => {
  test.each([
    ['1e-6', { kind: 'relative', amount: 1e-6 }],
    [1e-6, { kind: 'relative', amount: 1e-6 }],
    ['relative .5', { kind: 'relative', amount: 0.5 }],
    ['0.1 %', { kind: 'relative', amount: 0.001 }],
    [' 5% ', { kind: 'relative', amount: 0.05 }],
    ['absolute 2', { kind: 'absolute', amount: 2 }],
    ['exact', { kind: 'absolute', amount: 0 }],
    ['0', { kind: 'relative', amount: 0 }],
  ])('%j', (text, tolerance) => {
    expect(parseTolerance(text)).toEqual(tolerance);
    // whatever is written is read back as what allows the same
    expect(parseTolerance(formatTolerance(tolerance as never))?.amount).toBe(tolerance.amount);
  });

  test.each(['', 'much', '-1', 'absolute 2 %', 'absolute', '1e999', '%', '1 J', Number.NaN])('%j is none', (text) => {
    expect(parseTolerance(text)).toBeUndefined();
  });
});

test('relative to what was recorded, the limit included', () => {
  const percent = { kind: 'relative', amount: 0.25 } as const;
  expect([75, 125, 74.999, 125.001].map((now) => within(percent, 100, now))).toEqual([true, true, false, false]);
  expect([-75, -125, -126].map((now) => within(percent, -100, now))).toEqual([true, true, false]);
  expect([0, 1e-300].map((now) => within(percent, 0, now))).toEqual([true, false]);
  const two = { kind: 'absolute', amount: 2 } as const;
  expect([8, 12, 13].map((now) => within(two, 10, now))).toEqual([true, true, false]);
});

test('a metric has its own tolerance, that of all, or none; later ones go before', () => {
  const [loose, strict] = [
    { kind: 'relative', amount: 0.1 },
    { kind: 'relative', amount: 1e-9 },
  ] as const;
  const recorded = { energyJ: loose };
  expect(toleranceOf(recorded, 'energyJ')).toBe(loose);
  expect(toleranceOf(recorded, 'migrations').amount).toBe(0);
  expect(toleranceOf({ all: strict, energyJ: loose }, 'energyJ')).toBe(loose);
  expect(toleranceOf({ all: strict, energyJ: loose }, 'migrations')).toBe(strict);
  expect(mergeTolerances(recorded, { migrations: strict })).toEqual({ energyJ: loose, migrations: strict });
  expect(mergeTolerances(recorded, { all: strict })).toEqual({ all: strict });
});
