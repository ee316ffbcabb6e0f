/** What the model commands take: every quantity with its unit, read in one place. */
import type { Command } from 'commander';
import { InputError } from '../../problem.ts';
import { DIMENSIONS, type DimensionName, parseQuantity } from '../../units.ts';

interface OptionSpec {
  readonly argument: string;
  readonly description: string;
  /** `pageRate`: pages/s, or bytes per second. */
  readonly dimension: DimensionName | 'count' | 'pageRate';
  readonly default?: string;
}

/** Defaults are the VM of table 2. */
const OPTIONS = {
  pages: { argument: 'n', description: 'memory in pages', dimension: 'count', default: '4096' },
  memory: { argument: 'bytes', description: 'memory, instead of --pages', dimension: 'bytes' },
  'page-size': { argument: 'bytes', description: 'size of a page', dimension: 'bytes', default: '16 KB' },
  bandwidth: { argument: 'rate', description: 'what the migration gets', dimension: 'bandwidth', default: '60 KB/s' },
  'dirty-rate': {
    argument: 'rate',
    description: 'writing, in pages/s or bytes per second',
    dimension: 'pageRate',
    default: '2 pages/s',
  },
  'cold-rate': {
    argument: 'rate',
    description: 'writing if no page were hot, pages/s or bytes per second',
    dimension: 'pageRate',
    default: '1.8 pages/s',
  },
  'hot-rate': {
    argument: 'rate',
    description: 'writing if every page were hot, pages/s or bytes per second',
    dimension: 'pageRate',
    default: '4 pages/s',
  },
  'hot-ratio': {
    argument: 'fraction',
    description: 'share of pages that are hot',
    dimension: 'number',
    default: '0.1',
  },
  alpha: {
    argument: 'fraction',
    description: 'share of the pages at which the VM is stopped',
    dimension: 'number',
    default: '0.05',
  },
  threshold: {
    argument: 'bytes',
    description: 'the last round comes when no more is left',
    dimension: 'bytes',
    default: '256 kB',
  },
  resume: { argument: 'time', description: 'for the VM to resume', dimension: 'time', default: '20 ms' },
  state: { argument: 'bytes', description: 'state of CPUs and devices', dimension: 'bytes', default: '1 MB' },
  'paging-speed': {
    argument: 'fraction',
    description: 'speed until all memory has arrived',
    dimension: 'number',
    default: '0.7',
  },
  'u-max': {
    argument: 'fraction',
    description: 'the most network utilisation allowed',
    dimension: 'number',
    default: '0.4',
  },
  'max-rounds': {
    argument: 'n',
    description: 'rounds of sending dirtied pages again',
    dimension: 'count',
    default: '30',
  },
  downtime: { argument: 'time', description: 'the longest downtime allowed', dimension: 'time', default: '300 ms' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof OPTIONS;
/** In SI; pages/s for rates of writing. */
export type Values = Readonly<Record<OptionName, number>>;
/** As written on the command line. */
export type Texts = Readonly<Partial<Record<OptionName, string>>>;

export const isOptionName = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

export function addOptions(command: Command, names: readonly OptionName[], defaults: Texts = {}): Command {
  for (const name of names) {
    const spec: OptionSpec = OPTIONS[name];
    command.option(`--${name} <${spec.argument}>`, spec.description, defaults[name] ?? spec.default);
  }
  return command;
}

/** Which of the options were given or have a default. `--memory` stands in for `--pages`. */
export function readTexts(command: Command, names: readonly OptionName[]): Texts {
  const given = (name: OptionName) => command.getOptionValueSource(camel(name)) === 'cli';
  if (names.includes('memory') && given('memory') && given('pages'))
    throw wrong('memory', 'says the same as --pages', 'leave one of them out');
  const texts = command.opts<Readonly<Record<string, string | undefined>>>();
  const used = names.filter((name) => !(name === 'memory' && given('pages')));
  return Object.fromEntries(used.flatMap((name) => (texts[camel(name)] ? [[name, texts[camel(name)]]] : [])));
}

/** Throws InputError that names the option. */
export function readValues(texts: Texts): Values {
  const pageBytes = texts['page-size'] === undefined ? 1 : readValue('page-size', texts['page-size'], 1);
  const values = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, readValue(name as OptionName, text, pageBytes)]),
  ) as Record<OptionName, number>;
  if (texts.memory !== undefined) values.pages = Math.ceil(values.memory / pageBytes);
  else values.memory = values.pages * pageBytes;
  return values;
}

export function readValue(name: OptionName, text: string, pageBytes: number): number {
  const { dimension } = OPTIONS[name];
  if (dimension === 'count') return readCount(name, text);
  if (dimension === 'pageRate') {
    const pages = /^(.*)pages\/s\s*$/.exec(text)?.[1];
    const [number, per] = pages === undefined ? [text, pageBytes] : [pages, 1];
    return read(name, number, pages === undefined ? 'byteRate' : 'number') / per;
  }
  return read(name, text, dimension);
}

function read(name: OptionName, text: string, dimension: DimensionName): number {
  const value = parseQuantity(text, dimension);
  if (typeof value !== 'number') throw wrong(name, value.error);
  if (value < 0) throw wrong(name, 'must not be negative');
  return value;
}

function readCount(name: OptionName, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && value <= 1e12) return value;
  throw wrong(name, `'${text}' is not a whole number`);
}

export const wrong = (option: string, what: string, hint = '') =>
  new InputError([{ file: `--${option}`, line: 0, column: 0, what, hint }]);

const camel = (name: string) => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The unit of its value, `` for none. */
export function optionUnit(name: OptionName): string {
  const { dimension } = OPTIONS[name];
  if (dimension === 'count') return '';
  return dimension === 'pageRate' ? 'pages/s' : DIMENSIONS[dimension].unit;
}
