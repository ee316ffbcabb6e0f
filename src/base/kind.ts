/** A kind is a plugin: one file that exports what it is called, where it comes from, its parameters, and a factory.
 * From the parameter table come the schema of the experiment file, `wattshift list` and the reference pages. */
import { z } from 'zod';
import { bareUnit, DIMENSIONS, type DimensionName, inBareUnit, parseQuantity } from './units.ts';

/** One parameter of a kind: how it is read, and what people are told of it. */
export interface Parameter<T> {
  /** Accepts what the experiment file holds, returns SI. */
  readonly schema: z.ZodType<T>;
  /** Of a number without a unit; or the words, or the form, that it takes. For people. */
  readonly unit: string;
  /** As written in a file; undefined when the parameter is required. */
  readonly default: string | undefined;
  /** What it means, without a full stop. */
  readonly description: string;
  /** The section of the registry that a part is of: the value is a kind by name, with parameters of its own. */
  readonly part?: string;
  /** The part may be left out, and nothing stands in for it. */
  readonly optional?: true;
  /** Accepts what a scenario holds, which is SI; where it is left out, `schema` does. */
  readonly si?: { readonly schema: z.ZodType<T>; readonly unit: string };
}

/** The parameters of a kind by name; `P` is what they are read into. */
export type ParameterTable<P> = { readonly [K in keyof P]-?: Parameter<P[K]> };

/** A policy, mechanism, workload, energy model or facility that an experiment file can name. `P` are its parameters
 * in SI, `Context` is what a run tells it, `Built` what it makes for one run. */
export interface Kind<P, Context, Built> {
  /** The name in experiment files: `{ kind: name, ... }`. */
  readonly name: string;
  /** In a few words, for lists. */
  readonly title: string;
  /** Document, section, equation. */
  readonly source: string;
  /** By the names that files use. */
  readonly parameters: ParameterTable<P>;
  /** Reads the files that parameters name, once, before any run: all of this kind's I/O is here. Parameters that it has
   * returned before it returns as they are. Throws InputError for what is wrong in a file. */
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
  /** In SI, or as people say it; empty for a count. */
  readonly unit: string;
  /** In a few words, for tables. */
  readonly title: string;
  /** How it comes about. */
  readonly description: string;
}

/** A kind by name with its parameters in SI, files already read. Survives structured cloning to a worker. */
export interface KindChoice {
  /** The name in the registry. */
  readonly kind: string;
  /** By name: every one that the kind has, in SI units, such as bytes/s for bandwidths; of a part, its own choice. */
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

/** A number with a dimension, in SI inside. `default` is written as in a file, `min` and `max` are in SI: 0 and what the
 * dimension can be at all. */
export function quantity(dimension: DimensionName, description: string, options: Options = {}): Parameter<number> {
  const { min = 0, max = DIMENSIONS[dimension].most, words = {} } = options;
  const { unit } = DIMENSIONS[dimension];
  const names = Object.keys(words).map((word) => `'${word}'`);
  const reader =
    (shown: (value: number) => string) =>
    (input: string | number, context: z.RefinementCtx, value: ReturnType<typeof parseQuantity>) => {
      if (typeof input === 'string' && Object.hasOwn(words, input)) return words[input] as number;
      const fail = (message: string) => {
        context.addIssue({
          code: 'custom',
          message: names.length > 0 ? `${message}; or ${names.join(', ')}` : message,
        });
        return z.NEVER;
      };
      if (typeof value !== 'number') return fail(value.error);
      if (value < min) return fail(min === 0 ? 'must not be negative' : `must be at least ${shown(min)}`);
      if (value > max) return fail(`must be at most ${shown(max)}`);
      return value;
    };
  const written = reader((value) => inBareUnit(value, dimension));
  const inSi = reader((value) => `${value} ${unit}`.trim());
  const schema = z
    .union([z.string(), z.number()])
    .transform((input, context) => written(input, context, parseQuantity(input, dimension)));
  const si = z.union([z.string(), anyNumber]).transform((input, context) => {
    if (typeof input === 'string') return written(input, context, parseQuantity(input, dimension));
    if (Object.values(words).includes(input)) return input;
    const value = Number.isFinite(input) ? input : { error: `expected a finite number, got ${input}` };
    return inSi(input, context, value);
  });
  return withDefault(schema, bareUnit(dimension), description, options.default, { schema: si, unit });
}

/** Infinity too, which the words of parameters stand for, and which zod's own number refuses. */
const anyNumber = z.custom<number>((value) => typeof value === 'number');

/** A whole number. `default` is written as in a file. */
export function count(description: string, options: Options = {}): Parameter<number> {
  const { min = 0, max = 1e9, words = {} } = options;
  const read = (input: string | number, context: z.RefinementCtx) => {
    if (typeof input === 'string' && Object.hasOwn(words, input)) return words[input] as number;
    if (typeof input === 'number' && Number.isInteger(input) && input >= min && input <= max) return input;
    const names = Object.keys(words).map((word) => `, or '${word}'`);
    context.addIssue({ code: 'custom', message: `expected a whole number from ${min} to ${max}${names.join('')}` });
    return z.NEVER;
  };
  const schema = z.union([z.number(), z.string()]).transform(read);
  const si = z
    .union([anyNumber, z.string()])
    .transform((input, context) =>
      typeof input === 'number' && Object.values(words).includes(input) ? input : read(input, context),
    );
  return withDefault(schema, '', description, options.default, { schema: si, unit: '' });
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

/** True or false. */
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

/** Any other shape, with its own schema, which also fills in the default that `fallback` tells people of. `inScenario`
 * reads what a scenario holds, where that is another shape than in a file: what `load` has made of it. */
export function custom<T>(
  schema: z.ZodType<T>,
  unit: string,
  description: string,
  fallback?: string,
  inScenario?: z.ZodType<T>,
): Parameter<T> {
  const si = inScenario && { schema: inScenario, unit };
  return { schema, unit, description, default: fallback, ...(si && { si }) };
}

function withDefault<T>(
  schema: z.ZodType<T>,
  unit: string,
  description: string,
  fallback: unknown,
  si?: Parameter<T>['si'],
): Parameter<T> {
  if (fallback === undefined) return { schema, unit, description, default: undefined, ...(si && { si }) };
  // prefault: the default is written as in a file and parsed like one
  const filled = schema.prefault(fallback as never) as unknown as z.ZodType<T>;
  return {
    schema: filled,
    unit,
    description,
    default: String(fallback),
    ...(si && {
      si: { ...si, schema: si.schema.default(filled.parse(undefined) as never) as unknown as z.ZodType<T> },
    }),
  };
}
