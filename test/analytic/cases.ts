/** Random VMs for the models, and pre-copy done page set by page set instead of in closed form. */
import fc from 'fast-check';
import type { PreCopyCase } from '../../src/analytic/index.ts';

/** A VM of any of the three cases, with rho between 0.05 and 0.95. */
export const anyCase: fc.Arbitrary<PreCopyCase> = fc
  .record({
    pages: fc.integer({ min: 100, max: 1_000_000 }),
    pageBytes: fc.constantFrom(4096, 16e3),
    bandwidthBytesPerS: fc.double({ min: 6e4, max: 1.25e9, noNaN: true }),
    rho: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    live: fc.oneof(fc.constant(1), fc.double({ min: 0.2, max: 1, noNaN: true })),
  })
  .map(({ rho, ...rest }) => ({
    ...rest,
    model: 'any',
    rhoSymbol: 'rho',
    dirtyPagesPerS: (rho * rest.bandwidthBytesPerS) / rest.pageBytes,
  }));

/** As a share of the largest alpha that is allowed. */
export const anyShare = fc.double({ min: 1e-4, max: 1, noNaN: true });

export const rho = ({ dirtyPagesPerS, pageBytes, bandwidthBytesPerS }: PreCopyCase) =>
  (dirtyPagesPerS * pageBytes) / bandwidthBytesPerS;

/** Round after round: send what is left, count what is dirtied meanwhile, until it is little enough. */
export function roundByRound(c: PreCopyCase, alpha: number) {
  const perPageS = c.pageBytes / c.bandwidthBytesPerS;
  const taking = c.pages * c.live;
  let [left, seconds, sent, rounds] = [taking, 0, 0, 0];
  do {
    const takes = left * perPageS;
    seconds += takes;
    sent += left;
    left = c.dirtyPagesPerS * takes;
    rounds++;
  } while (left > alpha * taking * (1 + 1e-12));
  return { lastRound: rounds - 1, preCopyS: seconds, downtimeS: (left + c.pages - taking) * perPageS, sent, left };
}
