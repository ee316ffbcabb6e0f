/** The big parts of a run as Parquet, which pandas, R and DuckDB read. No dates, no machine: the same run gives the
 * same bytes. */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { MIGRATION_COLUMN_NAMES, MIGRATION_COLUMNS, type MigrationTable } from './metrics/migration-table.ts';
import type { RunIdentity } from './run-file.ts';
import type { PowerSeries } from './run-output.ts';

/** Each row says of which run it is, so that the files of many runs can be read as one table. */
type RunName = Pick<RunIdentity, 'cell' | 'seed'>;

const PARQUET_TYPES = { text: 'STRING', double: 'DOUBLE', int32: 'INT32' } as const;

export function migrationsParquet(migrations: MigrationTable, run: RunName): Uint8Array {
  const common = MIGRATION_COLUMN_NAMES.map((name) => ({
    name,
    type: PARQUET_TYPES[MIGRATION_COLUMNS[name]],
    data: migrations.column(name),
  }));
  const own = migrations.noteNames.map((name) => ({ name, type: 'DOUBLE' as const, data: migrations.note(name) }));
  return parquet(run, migrations.length, [...common, ...own]);
}

export function powerParquet({ hostNames, timeS, host, watts }: PowerSeries, run: RunName): Uint8Array {
  return parquet(run, timeS.length, [
    { name: 'timeS', type: 'DOUBLE', data: timeS },
    { name: 'host', type: 'STRING', data: Array.from(host, (index) => hostNames[index]) },
    { name: 'watts', type: 'DOUBLE', data: watts },
  ]);
}

function parquet({ cell, seed }: RunName, rows: number, columns: readonly ColumnSource[]): Uint8Array {
  const own: readonly ColumnSource[] = [
    { name: 'cell', type: 'STRING', data: new Array<string>(rows).fill(cell) },
    { name: 'seed', type: 'INT64', data: new BigInt64Array(rows).fill(BigInt(seed)) },
  ];
  const columnData = [...own, ...columns].map((column) => ({ nullable: false, ...column }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'wattshift' }));
}
