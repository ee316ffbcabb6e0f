/** The side table that several items share: the same runs on hosts that hold only so much memory. */
import type { CellResult } from 'wattshift';
import { minus, paired, percent } from '../estimate.ts';
import type { SideTable } from '../finding.ts';
import { METRIC_COLUMNS, metricCells, plusMinus } from '../format.ts';
import type { Study } from '../study.ts';

/** What a study sweeps over as `platform.ram`. */
export const memoryLimits = ({ result }: Study): readonly string[] => [
  ...new Set(result.cells.map(({ axes }) => String(axes['platform.ram']))),
];

interface MemoryRow {
  /** The memory, and what else tells this row from the others. */
  readonly labels: readonly string[];
  readonly cell: CellResult;
  /** The run that it is held against, seed by seed. */
  readonly against: CellResult;
}

/** `labels` are the heads of the columns before the metrics, `difference` the head of the one after them, in points. */
export function memoryTable(
  text: string,
  labels: readonly string[],
  rows: readonly MemoryRow[],
  difference = 'saved energy against no limit, points',
): SideTable {
  return {
    title: 'A limit of memory',
    text,
    columns: [...labels, 'migrations', ...METRIC_COLUMNS, difference],
    rows: rows.map(({ labels, cell, against }) => [
      ...labels,
      cell.metrics.migrations.mean.toFixed(0),
      ...metricCells(cell),
      cell === against ? '' : savedMore(cell, against),
    ]),
  };
}

const savedMore = (cell: CellResult, against: CellResult): string =>
  plusMinus(percent(paired(cell.metrics.savedEnergyRatio.values, against.metrics.savedEnergyRatio.values, minus)), 2);
