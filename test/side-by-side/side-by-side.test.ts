import { expect, test } from 'vitest';
import { table2Hot, table2Uniform } from '../../src/analytic/index.ts';
import {
  hot1Beside,
  hot2Beside,
  postCopyBeside,
  stopAndCopyBeside,
  uniformBeside,
} from '../../src/side-by-side/index.ts';

test.each([0.05, 0.1, 0.15, 0.3, 0.48])('uniform and Hot II are what SimGrid does, alpha = %d', async (alpha) => {
  const found = [
    await uniformBeside({ ...table2Uniform(4096), alpha }),
    await hot2Beside({ ...table2Hot(4096), alpha }),
  ];
  for (const { downtimeS, totalS, migratedBytes } of found) {
    // the simulation sends whole bytes
    expect(Math.abs(downtimeS.difference)).toBeLessThan(1e-6);
    expect(Math.abs(totalS.difference)).toBeLessThan(1e-6);
    // eq. 13 and 28 count alpha * Ps pages at the end; fewer are left
    expect(migratedBytes.simulated).toBeLessThanOrEqual(migratedBytes.formula);
    expect(migratedBytes.simulated).toBeCloseTo(totalS.simulated * 60e3, -1);
  }
});

test('Hot I counts hot pages twice that are written twice in a round, SimGrid once', async () => {
  const alpha = 0.05;
  const { downtimeS } = await hot1Beside({ ...table2Hot(4096), alpha });
  // pages/s of either sort, and pages that are hot
  const [cold, hot, hotPages] = [1.8 * 0.9, 4 * 0.1, 4096 * 0.1];
  let left = 4096;
  // n = 4: ((2.02 * 16 / 60)^5 = 0.045
  for (let round = 0; round <= 4; round++) {
    const seconds = (left * 16) / 60;
    left = cold * seconds + Math.min(hot * seconds, hotPages);
  }
  expect(downtimeS.simulated / ((left * 16) / 60)).toBeCloseTo(1, 5);
  expect(downtimeS.difference).toBeCloseTo(-0.0124, 4);
});

test('stop and copy and post-copy are what SimGrid does', async () => {
  const bulk = { memoryBytes: 4e9, bandwidthBytesPerS: 125e6 };
  const found = [await stopAndCopyBeside(bulk), await postCopyBeside({ ...bulk, stateBytes: 1e6, pagingSpeed: 0.7 })];
  for (const { downtimeS, totalS, migratedBytes } of found) {
    expect(downtimeS.simulated).toBeCloseTo(downtimeS.formula, 9);
    expect(totalS.simulated).toBeCloseTo(totalS.formula, 9);
    expect(migratedBytes.simulated).toBe(migratedBytes.formula);
  }
});
