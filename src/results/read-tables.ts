import { parquetRead, parquetReadObjects } from 'hyparquet';
import { RUN_COLUMNS } from './layout.ts';
import type { MigrationRecord } from './metrics/migration-record.ts';
import { MIGRATION_COLUMN_NAMES, MigrationTable } from './metrics/migration-table.ts';
import type { PowerSeries } from './run-output.ts';

/** What a `migrations.parquet` holds. */
export async function readMigrations(bytes: Uint8Array): Promise<MigrationTable> {
  const rows = (await parquetReadObjects({ file: buffer(bytes) })) as unknown as MigrationRecord[];
  const common = new Set<string>([...RUN_COLUMNS, ...MIGRATION_COLUMN_NAMES]);
  const noteNames = Object.keys(rows[0] ?? {}).filter((name) => !common.has(name));
  const notesOf = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(noteNames.map((name) => [name, row[name] as number]));
  // tables of before migrations could wait do not have the column
  const records = rows.map((row) => ({ ...row, waitedS: row.waitedS ?? 0, notes: notesOf(row as never) }));
  return MigrationTable.of(records, noteNames);
}

/** The series of a `power.parquet`; hosts are numbered as they come up. */
export async function readPower(bytes: Uint8Array): Promise<PowerSeries> {
  const columns = new Map<string, unknown[]>([
    ['timeS', []],
    ['host', []],
    ['watts', []],
  ]);
  await parquetRead({
    file: buffer(bytes),
    columns: [...columns.keys()],
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns.get(columnName);
      for (let i = 0; column && i < columnData.length; i++) column[rowStart + i] = columnData[i];
    },
  });
  const numbers = new Map<string, number>();
  const host = Int32Array.from(columns.get('host') as string[], (name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  const timeS = Float64Array.from(columns.get('timeS') as number[]);
  const watts = Float64Array.from(columns.get('watts') as number[]);
  return { hostNames: [...numbers.keys()], timeS, host, watts };
}

/** A file of the file system may sit in the middle of a larger buffer. */
function buffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}
