/** A comparison as a table. */
import { decimalsFor, fixed } from '../base/numbers.ts';
import { labelOf, scaleOf } from '../report/table/metric-scale.ts';
import { type Column, column, type Entry, figure, type Table, text } from '../report/table/table.ts';
import { axisLabels } from '../results/axis-labels.ts';
import type { ComparedCell, Comparison, MetricDifference } from './comparison.ts';
import { notes } from './notes.ts';

const columnsFor = ({ cells }: Comparison): readonly Column[] => [
  column('group', 'metric'),
  column('text', 'unit', { shown: 'data' }),
  column('label', 'cell', { header: Object.keys(cells[0]?.axes ?? {}).join(', ') || 'cell' }),
  column('number', 'reference'),
  column('number', 'mean', { header: 'cell mean' }),
  column('estimate', 'difference'),
  column('number', 'relative', { shown: 'data' }),
  column('number', 'p', { shown: 'wide' }),
  column('number', 'p_holm', { header: 'p (Holm)' }),
  column('text', 'significant', { shown: 'data' }),
];

/** Metric by metric, the cells of each below one another; what is significant is strong and has a star. CSV is in SI. */
export function comparisonTable(comparison: Comparison): Table {
  const { metrics, cells } = comparison;
  const rows = metrics.flatMap((metric) =>
    cells.flatMap((cell) => {
      const one = cell.metrics[metric];
      if (!one) return [];
      const name = text(labelOf(metric, one), { data: metric });
      return [[name, text(one.unit), cellName(cell), ...figures(one, scaleOf(one.unit).factor)]];
    }),
  );
  return { columns: columnsFor(comparison), rows, notes: notes(comparison) };
}

/** What the headline says of all cells is not said again of each. */
const cellName = (cell: ComparedCell) => text(axisLabels(cell).join(', ') || cell.id, { data: cell.id });

/** Each figure with digits of its own: cells may be orders of magnitude apart. */
function figures(one: MetricDifference, factor: number): readonly Entry[] {
  const number = (value: number) => figure(fixed(value * factor, decimalsFor([value * factor])), value);
  const { difference, ci95, relative, p, pHolm, significant } = one;
  const star = significant ? ' *' : '';
  return [
    number(one.reference),
    number(one.mean),
    figure(printDifference(one, factor), difference, { ci95, tone: significant ? 'strong' : 'plain' }),
    figure('', relative),
    figure(printP(p), p),
    figure(`${printP(pHolm)}${star}`, pHolm),
    text(significant === null ? '' : String(significant)),
  ];
}

function printDifference({ difference, ci95 }: MetricDifference, factor: number): string {
  const half = ci95 ? (ci95[1] - ci95[0]) / 2 : 0;
  const decimals = decimalsFor([(difference || half) * factor]);
  const text = fixed(difference * factor, decimals);
  const signed = difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  return ci95 ? `${signed} ± ${fixed(half * factor, decimals)}` : signed;
}

/** 0 and 1 are exact: nothing was left to chance. */
function printP(p: number | null): string {
  if (p === null) return '-';
  if (p === 0 || p === 1) return String(p);
  return p < 0.0001 ? '< 0.0001' : fixed(p, 4);
}
