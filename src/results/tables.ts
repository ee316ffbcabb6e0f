/** The big parts of a run as Parquet, which pandas, R and DuckDB read. No dates, no machine: the same run gives the
 * same bytes. */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { MigrationRecord } from '../metrics/migration-record.ts';
import type { PowerSeries } from './run-output.ts';

type ColumnType = 'STRING' | 'DOUBLE' | 'INT32';

/** Sizes are DOUBLE: a model may send a fraction of a byte. */
export const MIGRATION_COLUMNS = {
  vm: 'STRING',
  from: 'STRING',
  to: 'STRING',
  startS: 'DOUBLE',
  endS: 'DOUBLE',
  rounds: 'INT32',
  stage1Bytes: 'DOUBLE',
  stage2Bytes: 'DOUBLE',
  stage3Bytes: 'DOUBLE',
  storageBytes: 'DOUBLE',
  reusedBytes: 'DOUBLE',
  imagesHit: 'INT32',
  imagesEvicted: 'INT32',
  downtimeS: 'DOUBLE',
  predictedS: 'DOUBLE',
  predictedBytes: 'DOUBLE',
  energyJ: 'DOUBLE',
  outcome: 'STRING',
} as const satisfies Record<keyof MigrationRecord, ColumnType>;

const names = Object.keys(MIGRATION_COLUMNS) as (keyof MigrationRecord)[];

export function migrationsParquet(migrations: readonly MigrationRecord[]): Uint8Array {
  return parquet(
    names.map((name) => ({
      name,
      type: MIGRATION_COLUMNS[name],
      data: migrations.map((migration) => migration[name]),
    })),
  );
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
