import { SimulationError } from '../base/problem.ts';
import { MIGRATION_COLUMN_NAMES, MIGRATION_COLUMNS } from './metrics/migration-table.ts';
import type { RunOutput } from './run-output.ts';

/** The square of a larger one is Infinity, and an interval over seeds needs squares. */
const LARGEST = 1e150;

/** Infinity and NaN cannot be written as JSON, and would spoil every mean. Throws SimulationError with the names of the
 * figures that are no usable numbers. */
export function requireFinite({ metrics, prediction, account, migrations, power }: RunOutput): void {
  const wrong = [
    ...wrongOf('', metrics),
    ...wrongOf('prediction.time.', prediction.time),
    ...wrongOf('prediction.bytes.', prediction.bytes),
    ...account.vms.flatMap(({ vm, ...figures }) => wrongOf(`${vm} `, figures)),
    ...account.hosts.flatMap(({ host, ...figures }) => wrongOf(`${host} `, figures)),
    ...MIGRATION_COLUMN_NAMES.flatMap((name) =>
      MIGRATION_COLUMNS[name] === 'text' ? [] : wrongIn(`migrations.${name}`, migrations.column(name) as Float64Array),
    ),
    ...wrongIn('power.timeS', power.timeS),
    ...wrongIn('power.watts', power.watts),
  ];
  if (wrong.length === 0) return;
  const more = wrong.length > ENOUGH ? `, and ${wrong.length - ENOUGH} more` : '';
  throw new SimulationError(`not a finite number: ${wrong.slice(0, ENOUGH).join(', ')}${more}`);
}

/** Nobody reads more. */
const ENOUGH = 5;

const isUsable = (value: number) => Math.abs(value) <= LARGEST;

function wrongOf(prefix: string, figures: object): readonly string[] {
  return Object.entries(figures).flatMap(([name, value]: [string, number]) =>
    isUsable(value) ? [] : [`${prefix}${name} = ${value}`],
  );
}

function wrongIn(name: string, column: Float64Array): readonly string[] {
  const row = column.findIndex((value) => !isUsable(value));
  return row < 0 ? [] : [`${name}[${row}] = ${column[row]}`];
}
