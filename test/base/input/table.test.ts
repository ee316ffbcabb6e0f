import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { listFolder, openInput } from '../../../src/base/input/input-file.ts';
import { readTable } from '../../../src/base/input/table.ts';
import { InputError } from '../../../src/base/problem.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const COLUMNS = { time: 'number', vm: 'text', dirtyRate: 'number?' } as const;

async function read(content: string | Uint8Array): Promise<readonly (readonly unknown[])[]> {
  const path = join(temporaryFolder(), 't');
  writeFileSync(path, content);
  const rows: unknown[][] = [];
  await readTable(await openInput(path), COLUMNS, 'how it should look', ({ time, vm, dirtyRate }) => {
    rows.push(dirtyRate === undefined ? [time, vm] : [time, vm, dirtyRate]);
  });
  return rows;
}

async function problems(content: string | Uint8Array): Promise<readonly string[]> {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`no problem was found: ${error}`);
  return error.problems.map(({ line, what, hint }) => `${line}: ${what}${hint && `; ${hint}`}`);
}

const ROWS = [
  [0, 'a', 1],
  [0.5, 'b', 2000],
];

test.each([
  ['commas', 'time,vm,dirtyRate\n0,a,1\n0.5,b,2e3\n'],
  ['semicolons', 'time;vm;dirtyRate\n0;a;1\n0.5;b;2e3\n'],
  ['tabs', 'time\tvm\tdirtyRate\n0\ta\t1\n0.5\tb\t2e3\n'],
  ['columns in another order, and more of them', 'x,dirtyRate,vm,time\n?,1,a,0\n?,2e3,b,0.5\n'],
  ['a byte order mark and carriage returns', '\uFEFFtime,vm,dirtyRate\r\n0,a,1\r\n0.5,b,2e3\r\n'],
  ['blanks, empty lines, comments, no line end', '# loads\n\n time , vm,dirtyRate \n0,a,1\n#\n0.5, b ,2e3'],
  ['quotes', '"time","vm","dirtyRate"\n0,"a",1\n"0.5","b","2e3"\n'],
  ['gzip', gzipSync('time,vm,dirtyRate\n0,a,1\n0.5,b,2e3\n')],
  ['gzip in two parts', Buffer.concat([gzipSync('time,vm,dirtyRate\n0,a,1\n'), gzipSync('0.5,b,2e3\n')])],
  ['Parquet', parquet([0, 0.5], ['a', 'b'], [1, 2000])],
])('a table with %s', async (_, content) => expect(await read(content)).toEqual(ROWS));

function parquet(time: unknown[], vm: unknown[], dirtyRate?: unknown[]): Uint8Array {
  const columns = [
    { name: 'time', data: time },
    { name: 'vm', data: vm },
    { name: 'dirtyRate', data: dirtyRate },
  ];
  const columnData = columns.flatMap(({ name, data }) => (data ? [{ name, data }] : []));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 2 }));
}

test('what quotes are for', async () =>
  expect(await read('time,vm\n0,"a,b"\n1,"say ""x"""\n2,c\n')).toEqual([
    [0, 'a,b'],
    [1, 'say "x"'],
    [2, 'c'],
  ]));

test('Parquet in several row groups, with whole numbers as times and as names', async () =>
  expect(await read(parquet([0n, 1n, 2n], [7n, 8n, 9n]))).toEqual([
    [0, '7'],
    [1, '8'],
    [2, '9'],
  ]));

test.each(['', ' ', '0x1', '0b1', '0o7', '1e999', '-Infinity', 'NaN', 'nan', '1_000', '5s', '٣'])(
  'no number: %j',
  async (cell) => expect(await problems(`time,vm\n0,a\n${cell},b\n`)).toEqual([expect.stringMatching(/^3: time /)]),
);

test.each([
  ['an empty name', 'time,vm\n0,\n', '2: vm is empty'],
  ['an empty cell of an optional column', 'time,vm,dirtyRate\n0,a,\n', '2: dirtyRate is empty'],
  ['a decimal comma', 'time;vm\n0,5;a\n', "2: time '0,5' is not a number; write decimals with a point"],
  ['a short row', 'time,vm\n0,a\n1\n', '3: the row has 1 fields, and the first line names 2 columns'],
  ['a column that is missing', 'time,load\n0,1\n', '1: the file lacks the column vm; how it should look'],
  ['a column twice', 'time,vm,vm\n0,a,b\n', '1: the column vm is there twice'],
  ['no rows', 'time,vm\n', '1: the file has no rows; how it should look'],
  ['nothing but comments', '# time,vm\n', '1: the file has no rows'],
  ['an open quote', 'time,vm\n0,a\n1,"b\n2,c\n3,"d\n', '3: not CSV: '],
  ['a zero byte', 'time,vm\n0,a\0\n', '0: is not text'],
  ['Latin-1', Uint8Array.of(...Buffer.from('time,vm\n0,'), 0xe9, 0x0a), '0: is not UTF-8 text'],
  ['half a gzip file', gzipSync('time,vm\n0,a\n'.repeat(1000)).subarray(0, 30), '0: is no whole gzip file'],
  ['half a Parquet file', parquet([0, 1], ['a', 'b']).subarray(0, 60), '0: is Parquet that cannot be read'],
  ['Parquet without a column', parquet([0, 1], ['a', 'b']).map((byte) => (byte === 118 ? 119 : byte)), 'vm'],
  ['a null in Parquet', parquet([0, 1, 2], ['a', null, 'b']), '0: row 2: vm is empty'],
  ['a blank in Parquet', parquet(['0', ' '], ['a', 'b']), '0: row 2: time is empty'],
  ['text for numbers in Parquet', parquet(['0', 'x'], ['a', 'b']), "0: row 2: time 'x' is not a number"],
])('%s is refused', async (_, content, says) =>
  expect(await problems(content)).toContainEqual(expect.stringContaining(says)),
);

test('every problem at once, the first twenty of them', async () => {
  expect(await problems('time,vm\nx,a\n0,\n1,b,c\n')).toEqual([
    "2: time 'x' is not a number",
    '3: vm is empty',
    expect.stringMatching(/^4: the row has 3 fields/),
  ]);
  expect(await problems(`time,vm\n${'x,a\n'.repeat(1000)}`)).toHaveLength(20);
});

test('a gigabyte of one line, of nothing and of garbage is refused at once', { timeout: 15_000 }, async () => {
  const path = join(temporaryFolder(), 'huge.csv');
  const file = async (start: string | Uint8Array) => {
    writeFileSync(path, start);
    truncateSync(path, 2 ** 30);
    const before = process.cpuUsage();
    const rows = readTable(await openInput(path), COLUMNS, '', () => undefined);
    const error: unknown = await rows.catch((thrown: unknown) => thrown);
    expect(process.cpuUsage(before).user).toBeLessThan(2e6);
    return (error as InputError).problems[0]?.what;
  };
  expect(await file('time,vm\n')).toBe('is not text: it has a zero byte');
  expect(await file('x'.repeat(4e6))).toBe('the line is longer than 65536 characters');
  expect(await file(`time,vm\n${'0,a\n'.repeat(5)}${'x'.repeat(4e6)}`)).toBe(
    'the line is longer than 65536 characters',
  );
  expect(await file(Uint8Array.from({ length: 4e6 }, (_, i) => (i * 7919 + 13) % 255 || 1))).toBe('is not UTF-8 text');
});

test('what is no regular file is refused without waiting for it', async () => {
  await expect(openInput('/dev/zero')).rejects.toThrow('is no regular file');
  await expect(openInput(temporaryFolder())).rejects.toThrow('is a folder');
});

test('a file in pieces, and the files of a folder in the order of their names', async () => {
  const folder = temporaryFolder();
  for (const name of ['b.csv', 'A.csv', 'c.csv', '.hidden']) writeFileSync(join(folder, name), `of ${name}`);
  expect(await listFolder(folder)).toEqual(['A.csv', 'b.csv', 'c.csv']);
  const file = await openInput(join(folder, 'b.csv'));
  expect(new TextDecoder().decode(await file.slice(3, 5))).toBe('b.');
  await expect(listFolder(join(folder, 'none'))).rejects.toThrow('there is no such file');
  await expect(listFolder(temporaryFolder())).rejects.toThrow('there are no files in this folder');
});
