import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hot2Case,
  largestDirtyRate,
  neededBandwidth,
  optimumAlpha,
  preCopyAt,
  preCopyWithRounds,
  table2Hot,
  table2Uniform,
  uniformCase,
} from '../../src/analytic/index.ts';
import { networkUtilisation } from '../../src/analytic/pre-copy.ts';
import { anyCase, rho, roundByRound } from './cases.ts';

const anyLimit = fc.double({ min: 0.02, max: 1, noNaN: true });
const anyRounds = fc.integer({ min: 0, max: 30 });
/** Alphas on and around every step, far closer than steps are. */
const manyAlphas = (r: number, rounds: number) => Array.from({ length: 401 }, (_, i) => r ** (1 + (rounds * i) / 400));

describe('the optimum', () => {
  test('is one: no alpha that is allowed has less downtime, and no larger one as little', () => {
    fc.assert(
      fc.property(anyCase, anyLimit, anyRounds, (c, maxUtilisation, maxRounds) => {
        const answer = optimumAlpha(c, { maxUtilisation, maxRounds });
        const useful = manyAlphas(rho(c), maxRounds).map((alpha) => ({ alpha, ...preCopyAt(c, alpha) }));
        const allowed = useful.filter(({ networkUtilisation: used }) => used <= maxUtilisation);
        if (answer.kind === 'infeasible') {
          expect(answer.leastUtilisation).toBeGreaterThan(maxUtilisation);
          // less than a page ends the search, so smaller alphas may be found here; they gain nothing
          for (const { lastRound, alpha } of allowed)
            expect([lastRound > answer.lastRound, alpha]).toEqual([true, alpha]);
          return;
        }
        const { alpha, outcome } = answer;
        expect(outcome.networkUtilisation).toBeLessThanOrEqual(maxUtilisation * (1 + 1e-9));
        const comparable = allowed.filter(
          ({ lastRound }) => answer.binding !== 'page' || lastRound <= outcome.lastRound,
        );
        for (const other of comparable) {
          expect(other.downtimeS).toBeGreaterThanOrEqual(outcome.downtimeS * (1 - 1e-12));
          if (other.downtimeS <= outcome.downtimeS) expect(other.alpha).toBeLessThanOrEqual(alpha * (1 + 1e-8));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('ends at the utilisation where that is inside of the step', () => {
    const c = uniformCase(table2Uniform(4096));
    const r = 8 / 15;
    // eq. 16 for n = 1, halfway up its step
    const halfway = (r ** 2 + r) / 2;
    const maxUtilisation = (r - r ** 3 + halfway * (1 - r)) / (1 - r ** 3);
    const answer = optimumAlpha(c, { maxUtilisation, maxRounds: 1 });
    expect(answer).toMatchObject({ kind: 'optimal', alphaEndsAt: 'utilisation', binding: 'rounds' });
    if (answer.kind === 'optimal') expect(answer.alpha).toBeCloseTo(halfway, 12);
  });

  test('names what binds: the rounds allowed, less than a page, or the utilisation', () => {
    const c = uniformCase(table2Uniform(4096));
    expect(optimumAlpha(c, { maxUtilisation: 0.6, maxRounds: 3 })).toMatchObject({ binding: 'rounds' });
    // 4096 * (8/15)^(n+1) < 1 from n = 13 on: 4096 < (15/8)^14 = 6638, (15/8)^13 = 3540
    expect(optimumAlpha(c, { maxUtilisation: 0.6 })).toMatchObject({ binding: 'page', outcome: { lastRound: 13 } });
    expect(optimumAlpha(c, { maxUtilisation: 0.4 })).toMatchObject({ kind: 'infeasible', binding: 'utilisation' });
  });

  test('by eq. 16 and 31, the least utilisation of a step falls from step to step: nothing is traded off', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 20 }), (c, n) => {
        const least = (round: number) => networkUtilisation(c, rho(c) ** (round + 1), round);
        expect(least(n + 1)).toBeLessThanOrEqual(least(n) * (1 + 1e-12));
      }),
    );
  });
});

describe('the bandwidth that a downtime asks for', () => {
  test('is enough, and a little less is not', () => {
    fc.assert(
      fc.property(anyCase, fc.double({ min: 0.01, max: 0.9, noNaN: true }), anyRounds, (c, share, maxRounds) => {
        const downtimeS = (share * c.pages) / c.dirtyPagesPerS;
        const answer = neededBandwidth(c, { downtimeS, maxRounds });
        if (answer.kind === 'above') {
          expect(downtimeS).toBeGreaterThanOrEqual((c.pages / c.dirtyPagesPerS) * (1 - 1e-12));
          return;
        }
        const { bandwidthBytesPerS, alpha } = answer;
        const down = (b: number) => {
          const found = { ...c, bandwidthBytesPerS: b };
          const r = rho(found);
          return ((c.pages * c.pageBytes) / b) * (c.live * r ** (maxRounds + 1) + 1 - c.live);
        };
        expect(down(bandwidthBytesPerS)).toBeLessThanOrEqual(downtimeS * (1 + 1e-12));
        expect(down(bandwidthBytesPerS * (1 - 1e-9))).toBeGreaterThan(downtimeS);
        const rounds = roundByRound({ ...c, bandwidthBytesPerS }, alpha);
        expect(rounds.downtimeS).toBeLessThanOrEqual(downtimeS * (1 + 1e-6));
        expect(rounds.lastRound).toBeLessThanOrEqual(maxRounds);
      }),
      { numRuns: 200 },
    );
  });

  test('without rounds is a root of a quadratic', () => {
    // n = 0: T = Ps * S^2 * D / B^2
    const { pages, pageBytes, dirtyPagesPerS } = table2Uniform(4096);
    const answer = neededBandwidth(uniformCase(table2Uniform(4096)), { downtimeS: 10, maxRounds: 0 });
    expect(answer.bandwidthBytesPerS).toBeCloseTo(pageBytes * Math.sqrt((pages * dirtyPagesPerS) / 10), 6);
  });

  test('is anything above the writing where the downtime is long', () => {
    // at B = S * D a round takes as long as the one before: Ps / D = 2048 s
    const answer = neededBandwidth(uniformCase(table2Uniform(4096)), { downtimeS: 2048 });
    expect(answer).toEqual({ kind: 'above', binding: 'convergence', bandwidthBytesPerS: 32e3 });
  });
});

describe('the fastest writing', () => {
  test('answers what the bandwidth was asked', () => {
    fc.assert(
      fc.property(anyCase, fc.double({ min: 0.01, max: 0.9, noNaN: true }), anyRounds, (c, share, maxRounds) => {
        const goal = { downtimeS: (share * c.pages) / c.dirtyPagesPerS, maxRounds };
        const needed = neededBandwidth(c, goal);
        if (needed.kind === 'above') return;
        const rate = largestDirtyRate({ ...c, bandwidthBytesPerS: needed.bandwidthBytesPerS }, goal);
        // where hot pages take nearly all of the downtime, writing hardly matters: not the rates are equal, but the times
        if (rate.kind !== 'up to' || rate.dirtyPagesPerS === 0) {
          expect(c.live).toBeLessThan(1);
          return;
        }
        const found = { ...c, bandwidthBytesPerS: needed.bandwidthBytesPerS, dirtyPagesPerS: rate.dirtyPagesPerS };
        const downtimeS = preCopyWithRounds(found, maxRounds).downtimeS;
        expect(downtimeS / goal.downtimeS).toBeCloseTo(1, 9);
      }),
      { numRuns: 200 },
    );
  });

  test('for an alpha within n rounds', () => {
    // rho^(n+1) = alpha, and B / S = 3.75 pages/s
    const answer = largestDirtyRate(uniformCase(table2Uniform(4096)), { alpha: 1 / 16, maxRounds: 3 });
    expect(answer).toEqual({ kind: 'up to', binding: 'alpha', rho: 0.5, dirtyPagesPerS: 0.5 * 3.75 });
  });

  test('has no answer where hot pages alone take longer, and only convergence where stop and copy does', () => {
    const hot = hot2Case(table2Hot(4096));
    const all = (4096 * 16) / 60;
    expect(largestDirtyRate(hot, { downtimeS: 0.05 * all })).toMatchObject({ kind: 'infeasible', binding: 'downtime' });
    expect(largestDirtyRate(hot, { downtimeS: 1.001 * all })).toMatchObject({ kind: 'below', dirtyPagesPerS: 3.75 });
  });
});
