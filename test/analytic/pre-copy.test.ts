import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hot1,
  hot2,
  lastRound,
  preCopyAt,
  stepOf,
  stopAndCopy,
  table2Hot,
  table2Uniform,
  uniform,
} from '../../src/analytic/index.ts';
import { anyCase, anyShare, rho, roundByRound } from './cases.ts';

const close = (a: number, b: number, relative = 1e-9) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(relative * Math.abs(b));

describe('the printed equations, with the VM of table 2', () => {
  const tau = 16 / 60;

  test('uniform: eq. 6, 7, 8, 13, 14, 16 at alpha = 0.05', () => {
    const r = 2 * tau;
    // 5 is the first power below: r^4 = 0.0809, r^5 = 0.0431
    const outcome = uniform({ ...table2Uniform(4096), alpha: 0.05 });
    expect(outcome.lastRound).toBe(4);
    close(outcome.rho, r);
    close(outcome.downtimeS, 4096 * tau * r ** 5);
    close(outcome.preCopyS, 4096 * tau * (1 + r + r ** 2 + r ** 3 + r ** 4));
    close(outcome.totalS, (4096 * tau * (1 - r ** 6)) / (1 - r));
    close(outcome.gain, 1 / r ** 5);
    close(outcome.networkUtilisation, (r - r ** 6 + 0.05 * (1 - r)) / (1 - r ** 6));
    expect(outcome.pagesMigrated).toBe(Math.ceil(4096 * (1 + r + r ** 2 + r ** 3 + r ** 4 + 0.05)));
  });

  test('Hot I: eq. 17 makes it the uniform case', () => {
    const vm = table2Hot(8192);
    const dirtyPagesPerS = 1.8 * 0.9 + 4 * 0.1;
    expect(hot1({ ...vm, alpha: 0.1 })).toEqual(uniform({ ...vm, dirtyPagesPerS, alpha: 0.1 }));
  });

  test('Hot II: eq. 25, 27, 28, 29, 31 at alpha = 0.3', () => {
    const r = 1.8 * tau;
    // r = 0.48, r^2 = 0.2304
    const outcome = hot2({ ...table2Hot(4096), alpha: 0.3 });
    expect(outcome.lastRound).toBe(1);
    close(outcome.downtimeS, 4096 * tau * (0.9 * r ** 2 + 0.1));
    close(outcome.preCopyS, 4096 * 0.9 * tau * (1 + r));
    close(outcome.gain, 1 / (0.9 * r ** 2 + 0.1));
    expect(outcome.pagesMigrated).toBe(Math.ceil(4096 * (0.9 * (1 + r) + 0.4)));
    const [above, below] = [0.9 * (r - r ** 3) + 0.4 * (1 - r), 0.9 * (1 - r ** 3) + 0.1 * (1 - r)];
    close(outcome.networkUtilisation, above / below);
  });

  test('what eq. 15 weighs is what eq. 16 and 31 give', () => {
    fc.assert(
      fc.property(anyCase, anyShare, (c, share) => {
        const alpha = share * rho(c);
        const { preCopyS, downtimeS, totalS, networkUtilisation } = preCopyAt(c, alpha);
        const whileDown = ((alpha + 1 - c.live) * c.pages * c.pageBytes) / c.bandwidthBytesPerS / downtimeS;
        close(networkUtilisation, (rho(c) * preCopyS + whileDown * downtimeS) / totalS);
      }),
    );
  });
});

describe('the closed forms and pre-copy done round by round', () => {
  test('have the same rounds, times and pages', () => {
    fc.assert(
      fc.property(anyCase, anyShare, (c, share) => {
        const alpha = share * rho(c);
        const [formula, rounds] = [preCopyAt(c, alpha), roundByRound(c, alpha)];
        expect(formula.lastRound).toBe(rounds.lastRound);
        close(formula.preCopyS, rounds.preCopyS);
        close(formula.downtimeS, rounds.downtimeS, 1e-8);
        // eq. 13 and 28 count alpha * Ps pages at the end, the most that there may be
        const last = alpha * c.pages + c.pages * (1 - c.live);
        expect(Math.abs(formula.pagesMigrated - (rounds.sent + last))).toBeLessThanOrEqual(1);
        expect(rounds.left).toBeLessThanOrEqual(alpha * c.pages * (1 + 1e-9));
      }),
    );
  });
});

describe('properties', () => {
  test('n is the smallest that leaves at most alpha', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), anyShare, (r, share) => {
        const n = lastRound(share * r, r);
        expect(r ** (n + 1)).toBeLessThanOrEqual(share * r * (1 + 1e-11));
        if (n > 0) expect(r ** n).toBeGreaterThan(share * r);
      }),
    );
  });

  test('n is right at the ends of its steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.integer({ min: 1, max: 40 }), (r, n) => {
        const { alphaFrom, alphaTo, alphaLargest } = stepOf(n, r);
        expect([alphaFrom, alphaLargest, alphaTo].map((alpha) => lastRound(alpha, r))).toEqual([n, n, n - 1]);
      }),
    );
    // logarithms say 2.0000000000000004 of the first and 2.9999999999999996 of the second
    expect(lastRound(0.2 ** 3, 0.2)).toBe(2);
    expect(lastRound(0.1 ** 3, 0.1)).toBe(2);
  });

  test('rho next to 1 is no endless loop', () => {
    expect(lastRound(1e-300, 1 - 2 ** -53)).toBeGreaterThan(1e15);
  });

  test('pre-copy and downtime are the whole', () => {
    fc.assert(
      fc.property(anyCase, anyShare, (c, share) => {
        const { preCopyS, downtimeS, totalS } = preCopyAt(c, share * rho(c));
        close(preCopyS + downtimeS, totalS, 1e-15);
      }),
    );
  });

  test('downtime never falls with alpha, gain never rises', () => {
    fc.assert(
      fc.property(anyCase, anyShare, anyShare, (c, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => preCopyAt(c, share * rho(c)));
        expect(low?.downtimeS).toBeLessThanOrEqual(high?.downtimeS as number);
        expect(low?.gain).toBeGreaterThanOrEqual(high?.gain as number);
      }),
    );
  });

  test('n, gain and utilisation do not depend on the size, times are proportional to it', () => {
    fc.assert(
      fc.property(anyCase, anyShare, fc.integer({ min: 2, max: 9 }), (c, share, times) => {
        const [one, many] = [1, times].map((factor) => preCopyAt({ ...c, pages: factor * c.pages }, share * rho(c)));
        expect(many?.lastRound).toBe(one?.lastRound);
        close(many?.gain as number, one?.gain as number);
        close(many?.networkUtilisation as number, one?.networkUtilisation as number);
        close(many?.downtimeS as number, times * (one?.downtimeS as number));
      }),
    );
  });

  test('without hot pages, all three cases are one', () => {
    fc.assert(
      fc.property(anyShare, fc.double({ min: 0.1, max: 3.7, noNaN: true }), (share, rate) => {
        const vm = { pages: 4096, pageBytes: 16e3, bandwidthBytesPerS: 60e3 };
        const hot = { ...vm, hotPageRatio: 0, coldDirtyPagesPerS: rate, hotDirtyPagesPerS: 10 };
        const alpha = (share * rate * 16) / 60;
        const plain = uniform({ ...vm, dirtyPagesPerS: rate, alpha });
        expect(hot1({ ...hot, alpha })).toEqual(plain);
        expect(hot2({ ...hot, alpha })).toEqual(plain);
      }),
    );
  });

  test('where hot pages are like the others, Hot I is uniform; where nearly all are hot, Hot II is stop and copy', () => {
    const vm = { ...table2Hot(4096), hotDirtyPagesPerS: 1.8, hotPageRatio: 0.3 };
    const [one, plain] = [hot1({ ...vm, alpha: 0.1 }), uniform({ ...vm, dirtyPagesPerS: 1.8, alpha: 0.1 })];
    expect(one.lastRound).toBe(plain.lastRound);
    close(one.downtimeS, plain.downtimeS);
    const nearly = hot2({ ...table2Hot(4096), hotPageRatio: 1 - 1e-9, alpha: 0.1 });
    close(nearly.downtimeS, stopAndCopy({ memoryBytes: 4096 * 16e3, bandwidthBytesPerS: 60e3 }).downtimeS, 1e-8);
  });

  test('G is always above 1', () => {
    fc.assert(fc.property(anyCase, anyShare, (c, share) => preCopyAt(c, share * rho(c)).gain > 1));
  });
});
