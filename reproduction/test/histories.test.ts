import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, HOSTS, liveThrough, PAGE_BYTES, PAGES } from '../src/histories.ts';

const PAGE = PAGE_BYTES;

/** The VM writes its first `hotPages` pages, any of them at a time; then it moves; and so on. */
const history = fc.record({
  hotPages: fc.integer({ min: 1, max: PAGES }),
  images: fc.constant(Number.POSITIVE_INFINITY),
  steps: fc.array(
    fc.record({
      writes: fc.array(fc.nat(), { maxLength: 100 }),
      during: fc.array(fc.nat(), { maxLength: 20 }),
      to: fc.nat({ max: HOSTS - 1 }),
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

const compare = (h: History) =>
  liveThrough(h).map(({ neededBytes, byHistoryBytes }) => ({ needed: neededBytes, byHistory: byHistoryBytes }));

describe('the migration history', () => {
  it('never sends less than the generation tables say is needed', () =>
    fc.assert(
      fc.property(history, (h) => {
        for (const { needed, byHistory } of compare(h)) expect(byHistory).toBeGreaterThanOrEqual(needed);
      }),
      { numRuns: 1000, seed: 1 },
    ));

  it('sends exactly that where no page is written twice', () => {
    const steps = [
      { writes: [0, 1, 2], during: [], to: 1 },
      { writes: [3, 4], during: [5], to: 0 },
      { writes: [6], during: [], to: 1 },
    ];
    expect(compare({ hotPages: PAGES, steps, images: 8 })).toEqual([
      { needed: PAGES * PAGE, byHistory: PAGES * PAGE },
      { needed: 2 * PAGE, byHistory: 2 * PAGE },
      // page 5 was sent on the way to pm-0, and pm-1 kept it: only page 6 is new
      { needed: PAGE, byHistory: PAGE },
    ]);
  });
});
