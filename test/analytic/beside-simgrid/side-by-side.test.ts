import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../../src/analytic/beside-simgrid/index.ts';

const TWO_PERCENT = 0.02;

/** Table 2 of Aldhalaan and Menascé 2013: pages of 16 KB, 60 KB/s, 2 pages/s. */
const vm = { pages: 4096, pageBytes: 16_000, bandwidthBytesPerS: 60_000 };

describe('formula and simulation', () => {
  it('agree on the VM of the paper', async () => {
    const { rows, assumptions } = await sideBySide({
      model: 'uniform',
      input: { ...vm, dirtyPagesPerS: 2, alpha: 0.152 },
    });
    expect(assumptions.every(({ holds }) => holds)).toBe(true);
    for (const { difference } of rows) expect(Math.abs(difference)).toBeLessThan(1e-6);
  });

  it('agree within 2 % wherever the assumptions hold', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('uniform', 'hot1', 'hot2'),
        fc.record({
          pages: fc.integer({ min: 1000, max: 200_000 }),
          pageBytes: fc.constantFrom(4096, 16_384),
          bandwidthBytesPerS: fc.integer({ min: 1e6, max: 1e9 }),
        }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        async (model, transfer, rho, alphaShare, beta, hotter) => {
          const tau = transfer.pageBytes / transfer.bandwidthBytesPerS;
          const alpha = rho * alphaShare;
          const rates = { hotPageRatio: beta, coldDirtyPagesPerS: rho / tau, hotDirtyPagesPerS: (hotter * rho) / tau };
          const effective = rho * (1 - beta) + hotter * rho * beta;
          fc.pre(model !== 'hot1' || effective < 0.95);
          const c =
            model === 'uniform'
              ? ({ model, input: { ...transfer, alpha, dirtyPagesPerS: rho / tau } } as const)
              : ({ model, input: { ...transfer, ...rates, alpha } } as const);
          const { rows, assumptions } = await sideBySide(c);
          fc.pre(assumptions.every(({ holds }) => holds));
          for (const { difference } of rows) expect(Math.abs(difference)).toBeLessThan(TWO_PERCENT);
        },
      ),
      { numRuns: 100, seed: 3 },
    ));

  it('part where hot pages are written again and again, and the assumption is named', async () => {
    const input = { ...vm, hotPageRatio: 0.1, coldDirtyPagesPerS: 1, hotDirtyPagesPerS: 10, alpha: 0.2 };
    const { rows, assumptions } = await sideBySide({ model: 'hot1', input });
    expect(Math.max(...rows.map(({ difference }) => Math.abs(difference)))).toBeGreaterThan(TWO_PERCENT);
    expect(assumptions.filter(({ holds }) => !holds).map(({ says }) => says)).toEqual([
      'no hot page is written twice in a round',
    ]);
  });

  it('part where the working set is small, and where there is latency', async () => {
    const input = { ...vm, dirtyPagesPerS: 2, alpha: 0.05 };
    const failing = async (world: Parameters<typeof sideBySide>[1]) => {
      const { rows, assumptions } = await sideBySide({ model: 'uniform', input }, world);
      expect(Math.max(...rows.map(({ difference }) => Math.abs(difference)))).toBeGreaterThan(TWO_PERCENT);
      return assumptions.filter(({ holds }) => !holds).map(({ says }) => says);
    };
    expect(await failing({ workingSetBytes: 1e6 })).toEqual(['no cold page is written twice in a round']);
    expect(await failing({ latencyS: 20 })).toEqual(['the network has no latency']);
  });

  it('hot pages left for the end save nothing where they are few and quickly sent again', async () => {
    const input = { ...vm, hotPageRatio: 0.1, coldDirtyPagesPerS: 1.8, hotDirtyPagesPerS: 4, alpha: 0.156 };
    const { rows } = await sideBySide({ model: 'hot2', input });
    for (const { difference } of rows) expect(Math.abs(difference)).toBeLessThan(1e-3);
  });
});
