/** What the model commands take: a parameter table like those of the kinds, so that units, limits and messages are the
 * same. */
import type { Command } from 'commander';
import { z } from 'zod';
import { count, custom, type Parameter, quantity } from '../../base/kind.ts';
import { InputError } from '../../base/problem.ts';
import { parseQuantity } from '../../base/units.ts';

/** A rate of writing, as written: in pages, or in bytes, which pages of the size given make rates of pages. */
interface PageRate {
  readonly perS: number;
  readonly of: 'pages' | 'bytes';
}

/** `2 pages/s`, or bytes per second. */
function pageRate(description: string, fallback: string): Parameter<PageRate> {
  const schema = z.string().transform((text, context): PageRate => {
    const pages = /^([^p]*)pages\/s\s*$/.exec(text)?.[1];
    const perS = parseQuantity(pages ?? text, pages === undefined ? 'byteRate' : 'number');
    if (typeof perS === 'number' && perS >= 0) return { perS, of: pages === undefined ? 'bytes' : 'pages' };
    context.addIssue({ code: 'custom', message: typeof perS === 'number' ? 'must not be negative' : perS.error });
    return z.NEVER;
  });
  return custom(schema, 'pages/s', description, fallback);
}

const pages = { max: 1e12 };

/** Defaults are the VM of table 2. */
const OPTIONS = {
  pages: count('memory in pages', { ...pages, default: 4096 }),
  memory: quantity('bytes', 'memory, instead of --pages'),
  'page-size': quantity('bytes', 'size of a page', { default: '16 KB' }),
  bandwidth: quantity('bandwidth', 'what the migration gets', { default: '60 KB/s' }),
  'dirty-rate': pageRate('writing, in pages/s or bytes per second', '2 pages/s'),
  'cold-rate': pageRate('writing if no page were hot, pages/s or bytes per second', '1.8 pages/s'),
  'hot-rate': pageRate('writing if every page were hot, pages/s or bytes per second', '4 pages/s'),
  'hot-ratio': quantity('number', 'share of pages that are hot', { default: 0.1 }),
  alpha: quantity('number', 'share of the pages at which the VM is stopped', { default: 0.05 }),
  threshold: quantity('bytes', 'the last round comes when no more is left', { default: '256 kB' }),
  resume: quantity('time', 'for the VM to resume', { default: '20 ms' }),
  state: quantity('bytes', 'state of CPUs and devices', { default: '1 MB' }),
  'paging-speed': quantity('number', 'speed until all memory has arrived', { default: 0.7 }),
  'u-max': quantity('number', 'the most network utilisation allowed', { default: 0.4 }),
  'max-rounds': count('rounds of sending dirtied pages again', { ...pages, default: 30 }),
  downtime: quantity('time', 'the longest downtime allowed', { default: '300 ms' }),
} as const satisfies Readonly<Record<string, Parameter<number> | Parameter<PageRate>>>;

export type OptionName = keyof typeof OPTIONS;
/** In SI; pages/s for rates of writing. */
export type Values = Readonly<Record<OptionName, number>>;
/** As written on the command line. */
export type Texts = Readonly<Partial<Record<OptionName, string>>>;

export const isOptionName = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

export function addOptions(command: Command, names: readonly OptionName[], defaults: Texts = {}): Command {
  for (const name of names) {
    const { unit, description, default: fallback }: Parameter<unknown> = OPTIONS[name];
    command.option(`--${name} <${unit || 'number'}>`, description, defaults[name] ?? fallback);
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

/** In SI; throws InputError that names the option. */
export function readValue(name: OptionName, text: string, pageBytes: number): number {
  const parameter: Parameter<number> | Parameter<PageRate> = OPTIONS[name];
  // a count is a number, and the command line has texts only
  const isCount = parameter.unit === '' && /^\s*\d{1,15}\s*$/.test(text);
  const read = parameter.schema.safeParse(isCount ? Number(text) : text);
  if (!read.success) throw wrong(name, read.error.issues[0]?.message ?? 'cannot be read');
  const value: number | PageRate = read.data;
  if (typeof value === 'number') return value;
  return value.of === 'bytes' ? value.perS / pageBytes : value.perS;
}

export const wrong = (option: string, what: string, hint = '') =>
  new InputError([{ file: `--${option}`, line: 0, column: 0, what, hint }]);

const camel = (name: string) => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The unit of its value in SI, `` for none. */
export function optionUnit(name: OptionName): string {
  const { unit } = OPTIONS[name];
  // a bandwidth is written in bits, and shown in bytes
  return unit === 'bit/s' ? 'B/s' : unit;
}
