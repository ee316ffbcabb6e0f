/** The big parts of a run as Parquet, which pandas, R and DuckDB read. No dates, no machine: the same run gives the
 * same bytes. */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { MIGRATION_COLUMN_NAMES, MIGRATION_COLUMNS, type MigrationTable } from '../metrics/migration-table.ts';
import type { PowerSeries } from './run-output.ts';

const PARQUET_TYPES = { text: 'STRING', double: 'DOUBLE', int32: 'INT32' } as const;

export function migrationsParquet(migrations: MigrationTable): Uint8Array {
  const common = MIGRATION_COLUMN_NAMES.map((name) => ({
    name,
    type: PARQUET_TYPES[MIGRATION_COLUMNS[name]],
    data: migrations.column(name),
  }));
  const own = migrations.noteNames.map((name) => ({ name, type: 'DOUBLE' as const, data: migrations.note(name) }));
  return parquet([...common, ...own]);
}

export function powerParquet({ hostNames, timeS, host, watts }: PowerSeries): Uint8Array {
  return parquet([
    { name: 'timeS', type: 'DOUBLE', data: timeS },
    { name: 'host', type: 'STRING', data: Array.from(host, (index) => hostNames[index]) },
    { name: 'watts', type: 'DOUBLE', data: watts },
  ]);
}

function parquet(columns: readonly ColumnSource[]): Uint8Array {
  const columnData = columns.map((column) => ({ nullable: false, ...column }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'wattshift' }));
}
