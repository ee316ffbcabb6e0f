/** Parquet tables, row group by row group. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Compressors, parquetScan } from 'hyparquet';
import type { InputFile } from '../kind.ts';
import { InputError } from '../problem.ts';
import { whole } from './read-text.ts';
import type { Batch, Wanted } from './table.ts';

const MAGIC = 'PAR1';

/** Besides Snappy, which the library has itself. */
const compressors: Compressors = {
  GZIP: (packed, length) => gunzipSync(packed, { maxOutputLength: length }),
  BROTLI: (packed, length) => brotliDecompressSync(packed, { maxOutputLength: length }),
};

/** Whether a file says that it is Parquet. */
export async function isParquet(file: InputFile): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, Math.min(MAGIC.length, file.byteLength)));
  return String.fromCharCode(...start) === MAGIC;
}

/** The rows of a file. Throws InputError where it is damaged, or lacks a column. */
export async function* readParquet(file: InputFile, wanted: Wanted): AsyncGenerator<Batch> {
  const prepared = await attempt(file, () => parquetScan({ file, compressors }));
  const present = new Set(prepared.metadata.schema.slice(1).map(({ name }) => name));
  const missing = wanted.required.filter((name) => !present.has(name));
  if (missing.length > 0) throw fail(file, `the file lacks the column ${missing.join(', ')}`, wanted.hint);
  const names = [...wanted.required, ...wanted.optional].map((name) => (present.has(name) ? name : undefined));
  const columns = names.filter((name) => name !== undefined);
  const scan = await attempt(file, () => parquetScan({ file, metadata: prepared.metadata, columns, compressors }));
  for (const { rowStart, rowEnd } of scan.ranges) {
    const length = rowEnd - rowStart;
    const cells: (ArrayLike<unknown> | undefined)[] = [];
    for (const column of names)
      cells.push(column && (await attempt(file, () => scan.readColumn({ column, rowStart, rowEnd }))));
    if (cells.some((column) => column && column.length !== length)) throw damaged(file, 'columns of different length');
    yield { length, columns: cells, rowAt: (i) => ({ row: rowStart + i + 1 }) };
  }
}

async function attempt<T>(file: InputFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // whatever the library says of bytes that are not what they should be, it is the file's fault
    throw error instanceof InputError ? error : damaged(file, (error as Error).message);
  }
}

const damaged = (file: InputFile, why: string) =>
  fail(file, `is Parquet that cannot be read (${why})`, 'is it whole? write it with Snappy or without compression');

const fail = (file: InputFile, what: string, hint: string) => new InputError([{ ...whole(file.path), what, hint }]);
