/** What a comparison says in words. */
import { percent } from '../base/numbers.ts';
import { titleOf } from '../report/table/metric-scale.ts';
import type { BoundShare, ComparedCell, Comparison, PossibleShare } from './comparison.ts';
import type { Untested } from './paired-difference.ts';

/** `Against policy=none, on the same 3 seeds:` */
export function headline({ reference, cells }: Comparison): string {
  const counts = new Set(cells.map(({ seeds }) => seeds.length));
  const [first = 0] = counts;
  return `Against ${reference}, seed by seed${counts.size === 1 ? ` on ${seedCount(first)}` : ''}:`;
}

export function notes(comparison: Comparison): readonly string[] {
  return [
    ...countNote(comparison),
    ...untestedNotes(comparison),
    ...seedNotes(comparison.cells),
    ...comparison.possible.map((share, i, shares) => possibleNote(share, shares[i - 1], comparison.reference)),
    ...comparison.ofBound.flatMap(boundNote),
  ];
}

function countNote({ correction: { comparisons, level } }: Comparison): readonly string[] {
  if (comparisons === 0) return [];
  const many = comparisons === 1 ? 'One comparison' : `${comparisons} comparisons`;
  const rule = `significant (*) means p (Holm) of at most ${level}: p of the paired t-test, corrected for ${comparisons === 1 ? 'one' : 'all of them'}`;
  return [`${many}; differences with 95 % intervals; ${rule}.`];
}

const UNTESTED_REASONS: Readonly<Record<Exclude<Untested, 'too-few-seeds'>, string>> = {
  'nothing-varies': 'neither the cell nor the reference varies from seed to seed, so the difference is exact',
  'same-difference': 'the difference is the same on every seed',
};

/** What has no test although there are seeds for one, and why. */
function untestedNotes({ cells, metrics }: Comparison): readonly string[] {
  const paired = cells.filter(({ seeds }) => seeds.length > 1);
  const reasons = paired.flatMap((cell) => Object.values(cell.metrics).map(({ untested }) => untested));
  if (reasons.length > 0 && reasons.every((why) => why === 'nothing-varies'))
    return ['Nothing varies from seed to seed: every difference is exact, and there is nothing to test.'];
  return Object.entries(UNTESTED_REASONS).flatMap(([why, reason]) => {
    const named = metrics.flatMap((metric) => {
      const concerned = paired.filter((cell) => cell.metrics[metric]?.untested === why);
      const [first] = concerned;
      if (!first) return [];
      const title = titleOf(metric, first.metrics[metric] ?? {});
      if (concerned.length === paired.length) return [title];
      return [concerned.length === 1 ? `${title} (${first.id})` : `${title} (${concerned.length} cells)`];
    });
    return named.length > 0 ? [`No test of ${named.join(', ')}: ${reason}.`] : [];
  });
}

/** Each thing once, with all the cells of which it is so. */
function seedNotes(cells: readonly ComparedCell[]): readonly string[] {
  const named = new Map<string, string[]>();
  for (const cell of cells) {
    const note = seedNote(cell);
    if (note !== undefined) named.set(note, [...(named.get(note) ?? []), cell.id]);
  }
  return [...named].map(([note, ids]) => `${ids.join('; ')} ${ids.length === 1 ? 'shares' : 'share'} ${note}`);
}

function seedNote({ seeds, seedsLeftOut }: ComparedCell): string | undefined {
  const other =
    seedsLeftOut > 0 ? `; ${seedsLeftOut} that only one of them has ${seedsLeftOut === 1 ? 'is' : 'are'} left out` : '';
  if (seeds.length === 0) return `no seed with the reference: no comparison${other}.`;
  if (seeds.length === 1) return `one seed with the reference: no interval and no test with fewer than two${other}.`;
  return seedsLeftOut > 0 ? `${seedCount(seeds.length)} with the reference${other}.` : undefined;
}

/** What is possible is explained once. */
function possibleNote(
  { cell, ideal, ofPossible, ofGap }: PossibleShare,
  before: PossibleShare | undefined,
  reference: string,
): string {
  if (ofPossible === null) return `${cell}: not even ${ideal} saves energy.`;
  const explained = before?.ideal === ideal && before.ofPossible !== null;
  const possible = explained ? 'that' : `what is possible, which is what ${ideal} saves`;
  const share = `${cell} saves ${percent(ofPossible)} of ${possible}`;
  return ofGap === null ? `${share}.` : `${share}; it closes ${percent(ofGap)} of the gap from ${reference} to that.`;
}

/** None of a cell that saves nothing: there is no policy in it, or none that a bound says more of. */
function boundNote({ cell, ofPossible, unservedRatio }: BoundShare): readonly string[] {
  if (ofPossible === null) return [`${cell}: no policy could save energy and do all work.`];
  if (percent(Math.abs(ofPossible)) === percent(0)) return [];
  const undone = percent(unservedRatio) === percent(0) ? 'no work' : `${percent(unservedRatio)} of the work`;
  return [
    `${cell} saves ${percent(ofPossible)} of what a policy could that does all work; it leaves ${undone} undone.`,
  ];
}

const seedCount = (n: number) => (n === 1 ? 'one seed' : `${n} seeds`);
