/** A kind is a plugin: one file that exports what it is called, where it comes from, its parameters, and a factory.
 * From the parameter table come the schema of the experiment file, `wattshift list` and the reference pages. */
import { z } from 'zod';
import { bareUnit, DIMENSIONS, type DimensionName, inBareUnit, parseQuantity } from './units.ts';

export interface Parameter<T> {
  /** Accepts what the experiment file holds, returns SI. */
  readonly schema: z.ZodType<T>;
  readonly unit: string;
  /** As written in a file; undefined when the parameter is required. */
  readonly default: string | undefined;
  readonly description: string;
  /** The section of the registry that a part is of: the value is a kind by name, with parameters of its own. */
  readonly part?: string;
  /** The part may be left out, and nothing stands in for it. */
  readonly optional?: true;
}

export type ParameterTable<P> = { readonly [K in keyof P]-?: Parameter<P[K]> };

export interface Kind<P, Context, Built> {
  /** The name in experiment files: `{ kind: name, ... }`. */
  readonly name: string;
  readonly title: string;
  /** Document, section, equation. */
  readonly source: string;
  readonly parameters: ParameterTable<P>;
  /** Reads the files that parameters name, once, before any run. All of this kind's I/O is here. */
  readonly load?: (parameters: P, files: FileAccess) => P | Promise<P>;
  /** What is wrong with the parameters on this platform, found before any run; empty when they fit. */
  readonly check?: (parameters: P, site: Site) => readonly Finding[];
  /** Figures of its own that results carry by name, beside those that every run has. */
  readonly figures?: Readonly<Record<string, Figure>>;
  /** A new instance for one run. */
  readonly create: (parameters: P, context: Context) => Built;
}

/** What is to be known about a figure that only one kind has. */
export interface Figure {
  readonly unit: string;
  readonly title: string;
  readonly description: string;
}

/** A kind by name with its parameters in SI, files already read. Survives structured cloning to a worker. */
export interface KindChoice {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A kind whose parameters nothing is known about: what lists of kinds hold. */
export interface AnyKind {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly parameters: object;
  readonly create: (parameters: never, context: never) => unknown;
}

/** What parameters may refer to by name. */
export interface Site {
  readonly hosts: readonly { readonly name: string; readonly cores: number; readonly role: string | undefined }[];
  readonly vmNames: readonly string[];
  readonly durationS: number;
}

/** A problem, which no run gets past, or something that is probably not what was meant. */
export type Finding = string | { readonly warning: string };

/** How a kind reads what its parameters name, relative to the experiment file. What cannot be read is an InputError. */
export interface FileAccess {
  /** The text of a file of at most 256 MiB, with the path to name in problems. */
  read(name: string): { readonly path: string; readonly text: string };
  /** A file of any content, to be read piece by piece. */
  open(name: string): Promise<InputFile>;
  /** The names of the files in a folder, in the order of their Unicode code points, capitals taken for small letters.
   * Subfolders and names that begin with a dot are left out. */
  list(name: string): Promise<{ readonly path: string; readonly names: readonly string[] }>;
  /** What `read` makes of a file or folder; in one experiment, each `read` is called once for each name. */
  once<T>(name: string, read: (name: string, files: FileAccess) => Promise<T>): Promise<T>;
}

/** A file that is larger than one may want to hold. */
export interface InputFile {
  /** To name in problems. */
  readonly path: string;
  /** As it is on the disk. */
  readonly byteLength: number;
  /** A part of it, as it is on the disk. */
  slice(startByte: number, endByte?: number): Promise<ArrayBuffer>;
  /** All of it in order; what gzip has packed comes out unpacked. */
  chunks(): AsyncIterable<Uint8Array>;
}

interface Options {
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  /** Reads a word instead of a number: `{ unlimited: Infinity }`. */
  readonly words?: Readonly<Record<string, number>>;
}

/** A number with a dimension, in SI inside; `min` is 0 by default, `max` what the dimension can be at all. */
export function quantity(dimension: DimensionName, description: string, options: Options = {}): Parameter<number> {
  const { min = 0, max = DIMENSIONS[dimension].most, words = {} } = options;
  const schema = z.union([z.string(), z.number()]).transform((input, context) => {
    if (typeof input === 'string' && Object.hasOwn(words, input)) return words[input] as number;
    const value = parseQuantity(input, dimension);
    const names = Object.keys(words).map((word) => `'${word}'`);
    const fail = (message: string) => {
      context.addIssue({ code: 'custom', message: names.length > 0 ? `${message}; or ${names.join(', ')}` : message });
      return z.NEVER;
    };
    if (typeof value !== 'number') return fail(value.error);
    if (value < min) return fail(min === 0 ? 'must not be negative' : `must be at least ${inBareUnit(min, dimension)}`);
    if (value > max) return fail(`must be at most ${inBareUnit(max, dimension)}`);
    return value;
  });
  return withDefault(schema, bareUnit(dimension), description, options.default);
}

/** A whole number. */
export function count(description: string, options: Options = {}): Parameter<number> {
  const { min = 0, max = 1e9, words = {} } = options;
  const schema = z.union([z.number(), z.string()]).transform((input, context) => {
    if (typeof input === 'string' && Object.hasOwn(words, input)) return words[input] as number;
    if (typeof input === 'number' && Number.isInteger(input) && input >= min && input <= max) return input;
    const names = Object.keys(words).map((word) => `, or '${word}'`);
    context.addIssue({ code: 'custom', message: `expected a whole number from ${min} to ${max}${names.join('')}` });
    return z.NEVER;
  });
  return withDefault(schema, '', description, options.default);
}

/** One of a few words. */
export function choice<const W extends string>(
  words: readonly [W, ...W[]],
  description: string,
  fallback?: W,
): Parameter<W> {
  const schema = z.enum(words, { error: `expected one of ${words.join(', ')}` }) as unknown as z.ZodType<W>;
  return withDefault(schema, words.join(' | '), description, fallback);
}

export function flag(description: string, fallback?: boolean): Parameter<boolean> {
  return withDefault(z.boolean({ error: 'expected true or false' }), 'true | false', description, fallback);
}

/** The name of a file, relative to the experiment file; the kind's `load` reads it. */
export function file(description: string): Parameter<string> {
  return withDefault(z.string({ error: 'expected a file name' }).min(1), 'file', description, undefined);
}

/** A part: a kind of another section, chosen by name with its own parameters. The kind is handed what that one creates.
 * `section` is a name of the registry, such as `hostChoices`; `fallback` a kind of it. */
export function part<Built>(section: string, description: string, fallback?: string): Parameter<Built> {
  const schema = z.unknown().optional() as unknown as z.ZodType<Built>;
  return { schema, unit: '', description, default: fallback, part: section };
}

/** Any other shape, with its own schema. */
export function custom<T>(schema: z.ZodType<T>, unit: string, description: string, fallback?: string): Parameter<T> {
  return { schema, unit, description, default: fallback };
}

function withDefault<T>(schema: z.ZodType<T>, unit: string, description: string, fallback: unknown): Parameter<T> {
  if (fallback === undefined) return { schema, unit, description, default: undefined };
  // prefault: the default is written as in a file and parsed like one
  return {
    schema: schema.prefault(fallback as never) as unknown as z.ZodType<T>,
    unit,
    description,
    default: String(fallback),
  };
}
