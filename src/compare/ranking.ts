/** Which cell is ahead of which, and whether chance could have put it there. */
import type { CellResult } from '../results/result.ts';
import { holm } from './holm.ts';
import { commonSeeds, differenceOf } from './paired-cells.ts';
import { LEVEL, type PairedDifference } from './paired-difference.ts';

export interface Ranking {
  /** The cell with the largest mean. */
  readonly first: CellResult;
  /** The others by their means, the largest first. */
  readonly others: readonly Ranked[];
}

export interface Ranked {
  readonly cell: CellResult;
  /** Of the first cell minus this one, seed by seed. */
  readonly lead: PairedDifference;
  /** True if the first is ahead beyond chance: the 95 % interval of the lead, corrected by Holm for all of these
   * comparisons, is above 0; or the lead is the same on every seed. */
  readonly behind: boolean;
}

/** Undefined without cells. All of them must have the metric. */
export function rankCells(cells: readonly CellResult[], metric: string): Ranking | undefined {
  const meanOf = (cell: CellResult) => cell.metrics[metric]?.mean as number;
  const [first, ...rest] = [...cells].sort((a, b) => meanOf(b) - meanOf(a));
  if (!first) return undefined;
  const leads = rest.map((cell) => differenceOf(first, cell, metric, commonSeeds([first, cell])));
  const corrected = holm(leads.flatMap((lead) => (lead.kind === 'tested' ? [lead.p] : []))).values();
  const others = rest.map((cell, i): Ranked => {
    const lead = leads[i] as PairedDifference;
    return { cell, lead, behind: isAhead(lead, () => corrected.next().value as number) };
  });
  return { first, others };
}

function isAhead(lead: PairedDifference, correctedP: () => number): boolean {
  // asked for every test, because it takes the next one each time
  if (lead.kind === 'tested') return correctedP() <= LEVEL && lead.difference > 0;
  return lead.why !== 'too-few-seeds' && lead.difference > 0;
}
