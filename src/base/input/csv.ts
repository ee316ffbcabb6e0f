/** CSV files, block by block: one row per line, the first line names the columns. Columns are separated by comma,
 * semicolon or tab, empty lines and lines that begin with # are left out. */
import { CsvError, parse } from 'csv-parse/sync';
import type { InputFile } from '../kind.ts';
import { InputError } from '../problem.ts';
import { whole } from './read-text.ts';
import type { Batch, Refuse, Wanted } from './table.ts';

/** Characters; a line is held as a whole. */
const LONGEST_LINE = 65_536;

const SEPARATORS = [',', ';', '\t'] as const;

/** Lines that hold something. */
interface Lines {
  readonly texts: readonly string[];
  /** 1-based. */
  readonly numbers: readonly number[];
}

/** The rows of a file. Those that are no rows of this table go to `refuse`; throws InputError where it is no table. */
export async function* readCsv(file: InputFile, wanted: Wanted, refuse: Refuse): AsyncGenerator<Batch> {
  let header: Header | undefined;
  for await (const block of readLines(file)) {
    let lines = block;
    if (!header) {
      if (lines.texts.length === 0) continue;
      header = parseHeader(file, slice(lines, 0, 1), wanted);
      lines = slice(lines, 1);
    }
    yield select(lines, split(file, lines, header.separator), header, refuse);
  }
  if (!header) throw fail(file, 1, 'the file has no rows', wanted.hint);
}

interface Header {
  readonly separator: string;
  readonly width: number;
  /** Where each wanted column stands; -1 for one that the file does without. */
  readonly indices: readonly number[];
}

const slice = ({ texts, numbers }: Lines, start: number, end?: number): Lines => ({
  texts: texts.slice(start, end),
  numbers: numbers.slice(start, end),
});

function parseHeader(file: InputFile, first: Lines, { required, optional, hint }: Wanted): Header {
  const line = first.numbers[0] as number;
  const unquoted = (first.texts[0] as string).replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => unquoted.split(separator).length;
  const separator = SEPARATORS.reduce((best, next) => (count(next) > count(best) ? next : best));
  const names = (split(file, first, separator)[0] as readonly string[]).map((name) => name.trim());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw fail(file, line, `the file lacks the column ${missing.join(', ')}`, hint);
  const columns = [...required, ...optional];
  const twice = columns.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice) throw fail(file, line, `the column ${twice} is there twice`, hint);
  return { separator, width: names.length, indices: columns.map((name) => names.indexOf(name)) };
}

function select(lines: Lines, rows: readonly (readonly string[])[], header: Header, refuse: Refuse): Batch {
  const { width, indices } = header;
  const numbers: number[] = [];
  const columns = indices.map((index): string[] | undefined => (index < 0 ? undefined : []));
  for (let i = 0; i < rows.length; i++) {
    const fields = rows[i] as readonly string[];
    const line = lines.numbers[i] as number;
    if (fields.length !== width) {
      refuse(
        { line },
        `the row has ${fields.length} fields, and the first line names ${width} columns`,
        'every row needs a field for each column',
      );
      continue;
    }
    numbers.push(line);
    for (let c = 0; c < columns.length; c++) columns[c]?.push((fields[indices[c] as number] as string).trim());
  }
  return { length: numbers.length, columns, rowAt: (i) => ({ line: numbers[i] as number }) };
}

/** The fields of each line. Quotes are left to the library, which is careful with them, and slower. */
function split(file: InputFile, { texts, numbers }: Lines, separator: string): readonly (readonly string[])[] {
  if (!texts.some((text) => text.includes('"'))) return texts.map((text) => text.split(separator));
  const options = { delimiter: separator, trim: true, relax_column_count: true };
  try {
    const rows = parse(texts.join('\n'), options);
    if (rows.length === texts.length) return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  // some quote is not closed where it should be: in the first line that is no row of its own
  for (const [i, text] of texts.entries()) {
    try {
      parse(text, options);
    } catch (error) {
      throw fail(
        file,
        numbers[i] as number,
        `not CSV: ${(error as Error).message}`,
        'a quote is closed in its own line',
      );
    }
  }
  throw fail(file, numbers[0] ?? 0, 'not CSV: quotes are not closed', 'a quote is closed in its own line');
}

/** Lines in blocks, each as large as a piece of the file; without those that hold nothing. */
async function* readLines(file: InputFile): AsyncGenerator<Lines> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  const full = (all: readonly string[]): Lines => {
    const texts: string[] = [];
    const numbers: number[] = [];
    for (const text of all) {
      line++;
      if (text.length > LONGEST_LINE) throw tooLong(file, line);
      if (text.startsWith('#') || text.trim() === '') continue;
      texts.push(text);
      numbers.push(line);
    }
    return { texts, numbers };
  };
  for await (const chunk of file.chunks()) {
    if (chunk.includes(0)) throw fail(file, 0, 'is not text: it has a zero byte', 'is this the right file?');
    const texts = (rest + decode(file, decoder, chunk)).split('\n');
    rest = texts.pop() as string;
    if (rest.length > LONGEST_LINE) throw tooLong(file, line + texts.length + 1);
    yield full(texts);
  }
  yield full([rest + decode(file, decoder)]);
}

function decode(file: InputFile, decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw fail(file, 0, 'is not UTF-8 text', 'save it as UTF-8');
  }
}

const tooLong = (file: InputFile, line: number) =>
  fail(file, line, `the line is longer than ${LONGEST_LINE} characters`, 'is this the right file?');

const fail = (file: InputFile, line: number, what: string, hint: string) =>
  new InputError([{ ...whole(file.path), line, column: line > 0 ? 1 : 0, what, hint }]);
