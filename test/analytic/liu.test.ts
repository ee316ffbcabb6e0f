import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { liuEstimate, postCopy, stopAndCopy } from '../../src/analytic/index.ts';

describe("Liu's estimate", () => {
  test('by hand: 100 MB, 10 MB/s written, 100 MB/s sent', () => {
    const gamma = (seconds: number) => -0.0463 * seconds - 0.0001 * 10 + 0.3586;
    const v1 = 10 * 1 * (1 - gamma(1));
    const v2 = 10 * (v1 / 100) * (1 - gamma(v1 / 100));
    // the next would be 0.029 MB, below 0.256 MB: all that was written is sent
    const last = 10 * (v2 / 100);
    const found = liuEstimate({ memoryBytes: 100e6, bandwidthBytesPerS: 100e6, dirtyBytesPerS: 10e6 });
    expect(found.ended).toBe('below threshold');
    expect(found.lastRound).toBe(3);
    expect(found.rounds.map(({ sentBytes }) => sentBytes / 1e6)).toEqual(
      [100, v1, v2, last].map((megabytes) => expect.closeTo(megabytes, 9)),
    );
    expect(found.downtimeS).toBeCloseTo(last / 100 + 0.02, 12);
    expect(found.migrationS).toBeCloseTo((100 + v1 + v2 + last) / 100, 12);
    expect(found.totalS).toBeCloseTo(found.preCopyS + found.downtimeS, 12);
    expect(found.migratedBytes).toBeCloseTo((100 + v1 + v2 + last) * 1e6, 3);
    expect(found.gammaLeft).toBe(false);
  });

  test('a VM that writes nothing is down for as long as it takes to resume', () => {
    const found = liuEstimate({ memoryBytes: 1e9, bandwidthBytesPerS: 1e8, dirtyBytesPerS: 0 });
    expect(found).toMatchObject({ lastRound: 1, downtimeS: 0.02, migrationS: 10, migratedBytes: 1e9 });
  });

  test('a VM that writes faster than the network carries ends at once, with more than its memory', () => {
    const found = liuEstimate({ memoryBytes: 1e9, bandwidthBytesPerS: 1e8, dirtyBytesPerS: 2e8 });
    expect(found).toMatchObject({ ended: 'growing', lastRound: 1 });
    expect(found.rounds[1]?.sentBytes).toBeCloseTo(2e9, 0);
  });

  test('a long first round makes gamma negative, and that is told', () => {
    // 10 s: -0.463 - 0.001 + 0.3586 = -0.1054, so the round sends 10.54 % more than was written
    const found = liuEstimate({ memoryBytes: 1e9, bandwidthBytesPerS: 1e8, dirtyBytesPerS: 10e6 });
    expect(found.gammaLeft).toBe(true);
    expect(found.rounds[1]?.sentBytes).toBeCloseTo(100e6 * 1.1054, 3);
  });

  test('rounds are counted: 29 at most', () => {
    const slow = { memoryBytes: 1e9, bandwidthBytesPerS: 1e9, dirtyBytesPerS: 1.1e9 };
    const found = liuEstimate({ ...slow, thresholdBytes: 0 });
    expect(found).toMatchObject({ ended: 'most rounds', lastRound: 29 });
    expect(found.rounds).toHaveLength(30);
    expect(liuEstimate({ ...slow, thresholdBytes: 0, maxRounds: 1 }).lastRound).toBe(1);
  });

  test('never more than 29 rounds, and the sums are sums', () => {
    const rate = fc.double({ min: 1e5, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.double({ min: 1e6, max: 1e11, noNaN: true }), (dirty, bandwidth, memoryBytes) => {
        const found = liuEstimate({ memoryBytes, bandwidthBytesPerS: bandwidth, dirtyBytesPerS: dirty });
        expect(found.lastRound).toBeLessThanOrEqual(29);
        expect(found.migrationS).toBeCloseTo(found.migratedBytes / bandwidth, 3);
        for (const { sentBytes } of found.rounds) expect(sentBytes).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test('stop and copy: 4 GB at 125 MB/s', () => {
  const found = stopAndCopy({ memoryBytes: 4e9, bandwidthBytesPerS: 125e6 });
  expect(found).toEqual({ downtimeS: 4e9 / 125e6, totalS: 4e9 / 125e6, migratedBytes: 4e9 });
});

test('post-copy: 4 GB and 1 MB of state at 125 MB/s, at 0.7 of its speed meanwhile', () => {
  const found = postCopy({ memoryBytes: 4e9, stateBytes: 1e6, bandwidthBytesPerS: 125e6, pagingSpeed: 0.7 });
  expect(found).toEqual({
    downtimeS: 1e6 / 125e6,
    slowS: 32,
    lostS: expect.closeTo(0.3 * 32, 12),
    totalS: 1e6 / 125e6 + 32,
    migratedBytes: 4e9 + 1e6,
  });
});
