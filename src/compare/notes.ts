/** What a comparison says in words. */
import { percent } from '../numbers.ts';
import type { ComparedCell, Comparison, PossibleShare } from './comparison.ts';

/** `Against policy=none, on the same 3 seeds:` */
export function headline({ reference, cells }: Comparison): string {
  const counts = new Set(cells.map(({ seeds }) => seeds.length));
  const [first = 0] = counts;
  return `Against ${reference}, seed by seed${counts.size === 1 ? ` on ${seedCount(first)}` : ''}:`;
}

export function notes(comparison: Comparison): readonly string[] {
  return [
    ...countNote(comparison),
    ...comparison.cells.flatMap(seedNote),
    ...comparison.possible.map((share) => possibleNote(share, comparison.reference)),
  ];
}

function countNote({ correction: { comparisons, level } }: Comparison): readonly string[] {
  if (comparisons === 0) return [];
  const many = comparisons === 1 ? 'One comparison' : `${comparisons} comparisons`;
  const rule = `significant means p (Holm) of at most ${level}: p of the paired t-test, corrected for ${comparisons === 1 ? 'one' : 'all of them'}`;
  return [`${many}; differences with 95 % intervals; ${rule}.`];
}

function seedNote({ id, seeds, seedsLeftOut }: ComparedCell): readonly string[] {
  const other =
    seedsLeftOut > 0 ? `; ${seedsLeftOut} that only one of them has ${seedsLeftOut === 1 ? 'is' : 'are'} left out` : '';
  if (seeds.length === 0) return [`${id} shares no seed with the reference: it cannot be compared${other}.`];
  if (seeds.length === 1) {
    return [`${id} shares one seed with the reference: no interval and no test with fewer than two${other}.`];
  }
  return seedsLeftOut > 0 ? [`${id} shares ${seedCount(seeds.length)} with the reference${other}.`] : [];
}

function possibleNote({ cell, ideal, ofPossible, ofGap }: PossibleShare, reference: string): string {
  if (ofPossible === null) return `${cell}: not even ${ideal} saves energy.`;
  const share = `${cell} saves ${percent(ofPossible)} of what is possible, which is what ${ideal} saves`;
  return ofGap === null ? `${share}.` : `${share}; it closes ${percent(ofGap)} of the gap from ${reference} to that.`;
}

const seedCount = (n: number) => (n === 1 ? 'one seed' : `${n} seeds`);
