/** What a cell saves of what is possible: the savings of the same cell with the mechanism `ideal`. */
import type { CellResult } from '../results/result.ts';
import { mean } from '../results/statistics.ts';
import type { PossibleShare } from './comparison.ts';
import { commonSeeds, valuesOf } from './paired-cells.ts';

export function possibleShares(cells: readonly CellResult[], reference: CellResult): readonly PossibleShare[] {
  const ideals = new Map(
    cells
      .filter(isIdeal)
      .reverse()
      .map((cell) => [otherAxes(cell), cell]),
  );
  return cells.flatMap((cell) => {
    const ideal = isIdeal(cell) ? undefined : ideals.get(otherAxes(cell));
    const share = ideal && shareOf(cell, ideal, reference);
    return share ? [share] : [];
  });
}

function shareOf(cell: CellResult, ideal: CellResult, reference: CellResult): PossibleShare | undefined {
  const rival = cell !== reference && otherAxes(cell) === otherAxes(reference) ? reference : undefined;
  const seeds = commonSeeds([cell, ideal, ...(rival ? [rival] : [])]);
  if (seeds.length === 0) return undefined;
  const [saved, possible] = [savedJ(cell, seeds), savedJ(ideal, seeds)];
  const before = rival && savedJ(rival, seeds);
  return {
    cell: cell.id,
    ideal: ideal.id,
    savedJ: saved,
    possibleJ: possible,
    ofPossible: possible > 0 ? saved / possible : null,
    ofGap: before !== undefined && possible > before ? (saved - before) / (possible - before) : null,
  };
}

function savedJ(cell: CellResult, seeds: readonly number[]): number {
  const used = valuesOf(cell, 'energyJ', seeds);
  return mean(valuesOf(cell, 'baselineEnergyJ', seeds).map((baseline, i) => baseline - (used[i] as number)));
}

/** A sweep may set the whole mechanism, as `ideal` or `{ kind: ideal }`, or its `mechanism.kind`. */
function isIdeal({ axes }: CellResult): boolean {
  const { mechanism, 'mechanism.kind': kind } = axes;
  if (kind !== undefined) return kind === 'ideal';
  if (typeof mechanism !== 'object' || mechanism === null) return mechanism === 'ideal';
  return 'kind' in mechanism && mechanism.kind === 'ideal';
}

/** All axes but those of the mechanism, as a key. */
function otherAxes({ axes }: CellResult): string {
  const others = Object.entries(axes).filter(([path]) => path !== 'mechanism' && !path.startsWith('mechanism.'));
  return JSON.stringify(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}
