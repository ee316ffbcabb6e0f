import { decimalsFor, fixed } from '../../base/numbers.ts';
import { axisLabels } from '../../results/axis-labels.ts';
import { inMetricOrder, type MetricName } from '../../results/metrics/metrics.ts';
import type { CellResult, MetricResult, Result } from '../../results/result.ts';
import { labelOf, scaleOf, titleOf } from './metric-scale.ts';
import { type Column, column, type Entry, figure, type Table, text } from './table.ts';

/** What one asks first, in this order; all others come after them where all columns are asked for. */
const MAIN: readonly string[] = [
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
] satisfies readonly MetricName[];

/** A row per cell: its axes, and means over the seeds with half the width of their 95 % confidence interval. CSV has
 * every metric in SI. */
export function resultTable({ cells }: Result): Table {
  const paths = Object.keys(cells[0]?.axes ?? {});
  const names = inMetricOrder([...new Set(cells.flatMap(({ metrics }) => Object.keys(metrics)))]);
  const metrics = [...MAIN.filter((name) => names.includes(name)), ...names.filter((name) => !MAIN.includes(name))];
  const figures = metrics.map((metric) => metricEntries(cells, metric));
  return {
    columns: [
      column('label', 'cell', { shown: 'data' }),
      ...paths.map((path) => column('label', path)),
      column('number', 'seeds', { shown: 'data' }),
      ...metrics.map((metric) => metricColumn(cells, metric)),
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

/** Nobody is shown at once what only some of the cells have, as the figures of one policy of several. */
function metricColumn(cells: readonly CellResult[], metric: string): Column {
  const results = resultsOf(cells, metric);
  const everywhere = results.length === cells.length;
  const [first] = results as [MetricResult];
  const header = haveOneUnit(results) ? labelOf(metric, first) : titleOf(metric, first);
  return column('estimate', metric, { header, shown: MAIN.includes(metric) && everywhere ? 'always' : 'wide' });
}

function metricEntries(cells: readonly CellResult[], metric: string): readonly Entry[] {
  const results = resultsOf(cells, metric);
  const { factor, unit } = scaleOf(results[0]?.unit ?? '');
  const decimals = unit === '%' ? 2 : decimalsFor(results.map(({ mean }) => mean * factor));
  const oneUnit = haveOneUnit(results);
  return cells.map(({ metrics }) => {
    const result = metrics[metric];
    if (!result) return figure('-', null);
    const { mean, ci95 } = result;
    const shown = fixed(mean * factor, decimals);
    const half = ci95 ? ` ± ${fixed(((ci95[1] - ci95[0]) / 2) * factor, decimals)}` : '';
    return figure(`${shown}${half}${oneUnit ? '' : ` ${result.unit}`}`, mean, { ci95 });
  });
}

const resultsOf = (cells: readonly CellResult[], metric: string): readonly MetricResult[] =>
  cells.flatMap(({ metrics }) => metrics[metric] ?? []);

/** Amounts of money may be in several currencies. */
const haveOneUnit = (results: readonly MetricResult[]) => new Set(results.map(({ unit }) => unit)).size === 1;
