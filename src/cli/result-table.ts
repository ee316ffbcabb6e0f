import { CURRENCY, METRICS, type MetricName } from '../metrics/metrics.ts';
import { decimalsFor, fixed } from '../numbers.ts';
import type { CellResult, MetricResult, Result } from '../results/result.ts';
import { colours } from './colours.ts';
import { type TableColumn, textTable } from './text-table.ts';

interface MetricColumn {
  readonly metric: MetricName;
  readonly header: string;
  /** From the metric's unit to that of the header. */
  readonly scale: number;
}

const PERCENT = 100;
const KWH = 1 / 3.6e6;

const COLUMNS: readonly MetricColumn[] = [
  { metric: 'savedEnergyRatio', header: 'saved\nenergy, %', scale: PERCENT },
  { metric: 'energyOverhead', header: 'energy\noverhead, %', scale: PERCENT },
  { metric: 'sleptTimeRatio', header: 'slept\ntime, %', scale: PERCENT },
  { metric: 'energyJ', header: 'energy,\nkWh', scale: KWH },
  { metric: 'migrations', header: '\nmigrations', scale: 1 },
  { metric: 'migrationTimeMeanS', header: 'migration\ntime, s', scale: 1 },
  { metric: 'overloadTimeRatio', header: 'overload\ntime, %', scale: PERCENT },
  { metric: 'facilityEnergyKWh', header: 'facility,\nkWh', scale: 1 },
  { metric: 'cost', header: '\ncost', scale: 1 },
  { metric: 'carbonKg', header: 'carbon,\nkg', scale: 1 },
];

/** One row per cell; means over the seeds, with half the width of their 95 % confidence interval. */
export function resultTable(result: Result): string {
  const paths = Object.keys(result.cells[0]?.axes ?? {});
  const axes = paths.map((path): TableColumn => ({ header: `\n${path}`, align: 'left' }));
  // those of the facility are there where every cell has them
  const shown = COLUMNS.filter(({ metric }) => result.cells.every((cell) => cell.metrics[metric] !== undefined));
  const metrics = shown.map((column): TableColumn => ({ header: headerOf(column, result.cells), align: 'right' }));
  const figures = shown.map((column) => metricColumn(result.cells, column));
  const rows = result.cells.map((cell, i) => [
    ...axisLabels(cell.id, paths),
    ...figures.map((column) => column[i] as string),
  ]);
  return textTable([...axes, ...metrics], rows, colours(process.stdout).bold);
}

/** An amount of money has the unit that the experiment gives it. */
function headerOf({ metric, header }: MetricColumn, [first]: readonly CellResult[]): string {
  const unit = first?.metrics[metric]?.unit;
  return METRICS[metric].unit === CURRENCY && unit !== CURRENCY ? `${header},\n${unit}`.trimStart() : header;
}

function metricColumn(cells: readonly CellResult[], { metric, scale }: MetricColumn): readonly string[] {
  const results = cells.map((cell) => cell.metrics[metric] as MetricResult);
  const decimals = scale === PERCENT ? 2 : decimalsFor(results.map(({ mean }) => mean * scale));
  return results.map(({ mean, ci95 }) => {
    const text = fixed(mean * scale, decimals);
    return ci95 ? `${text} ± ${fixed(((ci95[1] - ci95[0]) / 2) * scale, decimals)}` : text;
  });
}

/** The id `policy=ffd,vms.vcpus=2` as one label per axis. Axes come in the order of the id. */
function axisLabels(id: string, paths: readonly string[]): readonly string[] {
  const starts = paths.map((path, i) => (i === 0 ? 0 : id.indexOf(`,${path}=`) + 1));
  return paths.map((path, i) =>
    id.slice((starts[i] as number) + path.length + 1, (starts[i + 1] ?? id.length + 1) - 1),
  );
}
