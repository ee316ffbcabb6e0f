import { METRIC_NAMES, type MetricName } from '../metrics/metrics.ts';
import { decimalsFor, fixed } from '../numbers.ts';
import { labelOf, scaleOf } from '../table/metric-scale.ts';
import { type Column, column, type Entry, figure, type Table, text } from '../table/table.ts';
import { axisLabels } from './axis-labels.ts';
import type { CellResult, MetricResult, Result } from './result.ts';

/** What one asks first, in this order; all others come after them where all columns are asked for. */
const MAIN: readonly MetricName[] = [
  'savedEnergyRatio',
  'energyOverhead',
  'sleptTimeRatio',
  'energyJ',
  'migrations',
  'migrationTimeMeanS',
  'overloadTimeRatio',
  'facilityEnergyKWh',
  'cost',
  'carbonKg',
];

/** A row per cell: its axes, and means over the seeds with half the width of their 95 % confidence interval. CSV has
 * every metric in SI. */
export function resultTable({ cells }: Result): Table {
  const paths = Object.keys(cells[0]?.axes ?? {});
  // those of the facility are there where every cell has them
  const present = METRIC_NAMES.filter((metric) => cells.every(({ metrics }) => metrics[metric] !== undefined));
  const metrics = [...MAIN, ...METRIC_NAMES.filter((metric) => !MAIN.includes(metric))].filter((metric) =>
    present.includes(metric),
  );
  const figures = metrics.map((metric) => metricEntries(cells, metric));
  return {
    columns: [
      column('label', 'cell', { shown: 'data' }),
      ...paths.map((path) => column('label', path)),
      column('number', 'seeds', { shown: 'data' }),
      ...metrics.map(metricColumn),
    ],
    rows: cells.map((cell, i) => [
      text(cell.id),
      ...axisLabels(cell).map((label) => text(label)),
      figure(String(cell.seeds.length), cell.seeds.length),
      ...figures.map((entries) => entries[i] as Entry),
    ]),
    notes: [],
  };
}

const metricColumn = (metric: MetricName): Column =>
  column('estimate', metric, { header: labelOf(metric), shown: MAIN.includes(metric) ? 'always' : 'wide' });

function metricEntries(cells: readonly CellResult[], metric: MetricName): readonly Entry[] {
  const { factor, unit } = scaleOf(metric);
  const results = cells.map((cell) => cell.metrics[metric] as MetricResult);
  const decimals = unit === '%' ? 2 : decimalsFor(results.map(({ mean }) => mean * factor));
  return results.map(({ mean, ci95 }) => {
    const shown = fixed(mean * factor, decimals);
    const half = ci95 ? ` ± ${fixed(((ci95[1] - ci95[0]) / 2) * factor, decimals)}` : '';
    return figure(`${shown}${half}`, mean, { ci95 });
  });
}
