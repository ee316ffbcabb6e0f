/** Results of models on a terminal. */

import type { SideBySide } from '../../analytic/beside-simgrid/index.ts';
import { decimalsFor, fixed } from '../../base/numbers.ts';
import { formatQuantity } from '../../base/units.ts';
import { type Column, column, type Table, text } from '../../report/table/table.ts';
import { showTable } from '../screen.ts';
import type { ResultColumn } from './models.ts';

type Row = Readonly<Record<string, unknown>>;

const left = (header: string): Column => column('label', header);
const right = (header: string): Column => column('number', header);
const show = (columns: Table['columns'], rows: readonly (readonly string[])[]) =>
  showTable({ columns, rows: rows.map((row) => row.map((part) => text(part))), notes: [] }, process.stdout, {
    header: 'bold',
  });

/** Times stay in seconds from one second on, so that they compare at a glance. */
export function shown(value: unknown, unit: ResultColumn['unit'] | 'B/s'): string {
  if (typeof value !== 'number') return String(value);
  if (unit === 'B' || unit === 'B/s' || (unit === 's' && value < 1)) return formatQuantity(value, unit);
  const text = fixed(value, Number.isInteger(value) ? 0 : decimalsFor([value]));
  return unit === '' ? text : `${text} ${unit}`;
}

/** One evaluation, a line per result. */
export function resultList(results: readonly ResultColumn[], outcome: Row): string {
  const rows = results.map(({ key, title, symbol, unit }) => [title, symbol, shown(outcome[key], unit)]);
  return show([left('result'), left('symbol'), right('value')], rows);
}

/** A sweep, a line per value. */
export function sweepTable(
  parameter: { readonly name: string; readonly unit: string; readonly values: readonly number[] },
  results: readonly ResultColumn[],
  rows: readonly Row[],
): string {
  const unit = parameter.unit === '' ? '' : `, ${parameter.unit}`;
  const columns = results.map(({ title, unit }) => right(unit === '' ? title : `${title}, ${unit}`));
  const cells = results.map(({ key }) => numbers(rows.map((row) => row[key])));
  const lines = parameter.values.map((value, i) => [
    String(Number(value.toPrecision(6))),
    ...cells.map((column) => column[i] as string),
  ]);
  return show([column('label', `${parameter.name}${unit}`), ...columns], lines);
}

function numbers(values: readonly unknown[]): readonly string[] {
  const found = values.filter((value) => typeof value === 'number');
  const decimals = found.every(Number.isInteger) ? 0 : decimalsFor(found);
  return values.map((value) => (typeof value === 'number' ? fixed(value, decimals) : String(value)));
}

/** A formula and SimGrid, how far apart they are, and what the formula takes for granted that does not hold. */
export function besideTable({ rows, assumptions }: SideBySide): string {
  const lines = rows.map(({ figure, unit, formula, simulated, difference }) => [
    unit === '' ? figure : `${figure}, ${unit}`,
    ...numbers([formula, simulated]),
    `${fixed(100 * difference, 3)} %`,
  ]);
  const table = show([left('result'), right('formula'), right('SimGrid'), right('difference')], lines);
  const broken = assumptions.filter(({ holds }) => !holds);
  return [table, ...broken.map(({ says, because }) => `Not so here: ${says} (${because}).`)].join('\n');
}

/** The rounds of Liu's estimate. */
export function roundsTable(
  rounds: readonly { readonly sentBytes: number; readonly durationS: number; readonly gamma: number | null }[],
): string {
  const rows = rounds.map(({ sentBytes, durationS, gamma }, i) => [
    String(i),
    shown(sentBytes, 'B'),
    shown(durationS, 's'),
    gamma === null ? '' : fixed(gamma, 4),
  ]);
  return show([right('round'), right('sent'), right('takes'), right('gamma')], rows);
}
