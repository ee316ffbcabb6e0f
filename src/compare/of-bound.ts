/** What a cell saves of what any policy could save, with any mechanism: the bound of all work that was asked for. */
import type { CellResult } from '../results/result.ts';
import { mean } from '../results/statistics.ts';
import type { BoundShare } from './comparison.ts';
import { valuesOf } from './paired-cells.ts';

const NEEDED = ['boundAskedJ', 'unservedRatio'] as const;

/** Of cells whose results tell it: older ones do not. */
export function boundShares(cells: readonly CellResult[]): readonly BoundShare[] {
  return cells.filter((cell) => NEEDED.every((name) => cell.metrics[name]) && cell.seeds.length > 0).map(shareOf);
}

function shareOf(cell: CellResult): BoundShare {
  const meanOf = (metric: string) => mean(valuesOf(cell, metric, cell.seeds));
  const baselineJ = meanOf('baselineEnergyJ');
  const savedJ = baselineJ - meanOf('energyJ');
  const possibleJ = baselineJ - meanOf('boundAskedJ');
  return {
    cell: cell.id,
    savedJ,
    possibleJ,
    ofPossible: possibleJ > 0 ? savedJ / possibleJ : null,
    unservedRatio: meanOf('unservedRatio'),
  };
}
