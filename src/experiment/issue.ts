/** What a schema finds wrong, in the words that a user reads. */
import { z } from 'zod';
import { didYouMean } from '../base/input/did-you-mean.ts';
import { quote } from '../base/input/quote.ts';
import type { Parameter } from '../base/kind.ts';
import type { Path } from './source.ts';

export interface Issue {
  readonly path: Path;
  /** Whether the key is wrong or its value. */
  readonly at: 'key' | 'value';
  readonly what: string;
  readonly hint: string;
}

export type Table = Readonly<Record<string, Parameter<unknown>>>;

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads one value by its parameter. */
export function parseValue<T>(parameter: Parameter<T>, value: unknown, path: Path): Parsed<T> {
  const result = parameter.schema.safeParse(value, { error: message, reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    issues: result.error.issues.flatMap((issue) => translate(issue, path, () => describe(parameter))),
  };
}

/** Reads a mapping by a table; keys that are not in it are issues, with `owner` to name whose they are not. */
export function parseTable(table: Table, value: unknown, path: Path, owner: string): Parsed<Record<string, unknown>> {
  const schema = schemaOf(table);
  const result = schema.safeParse(value, { error: message, reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const hint = (key: PropertyKey | undefined) => {
    const parameter = Object.hasOwn(table, String(key)) ? table[String(key)] : undefined;
    return parameter ? describe(parameter) : `a mapping with ${Object.keys(table).join(', ')}`;
  };
  const issues = result.error.issues.flatMap((issue) =>
    translate(issue, path, () => hint(issue.path[0]), { table, owner }),
  );
  return { ok: false, issues };
}

/** zod compiles an object when it is first used, and a sweep reads the same tables for every cell. */
const schemas = new WeakMap<Table, z.ZodObject>();

function schemaOf(table: Table): z.ZodObject {
  const known = schemas.get(table);
  if (known) return known;
  const schema = z.strictObject(schemasOf(table));
  schemas.set(table, schema);
  return schema;
}

/** The schema of each key of a table. */
export const schemasOf = <T extends Table>(table: T) =>
  Object.fromEntries(Object.entries(table).map(([key, { schema }]) => [key, schema])) as {
    [K in keyof T]: T[K]['schema'];
  };

const describe = ({ description, unit, default: fallback }: Parameter<unknown>) =>
  [description, unit && `(${unit})`, fallback !== undefined && `- default ${fallback}`].filter(Boolean).join(' ');

/** Nobody reads more. */
const ENOUGH = 100;

interface Known {
  readonly table: Table;
  readonly owner: string;
}

function translate(issue: z.core.$ZodIssue, base: Path, hint: () => string, known?: Known): Issue[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') {
    const keys = known && issue.path.length === 0 ? Object.keys(known.table) : [];
    const owner = known && issue.path.length === 0 ? known.owner : path.join('.');
    const suggest = (key: string) =>
      keys.length > 0
        ? didYouMean(key, keys)
        : known && issue.path.length === 0
          ? `${owner} has no parameters`
          : hint();
    return issue.keys.slice(0, ENOUGH).map((key) => ({
      path: [...path, key],
      at: 'key' as const,
      what: `unknown key ${show(key)}${owner ? ` in ${owner}` : ''}`,
      hint: suggest(key),
    }));
  }
  const name = path.join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, at: 'key', what: `'${name}' is missing`, hint: hint() }];
  }
  // a transform that refuses nothing at all speaks of the type, but the user left the key out
  if (issue.code === 'invalid_union' && issue.input === undefined) {
    return [{ path, at: 'key', what: `'${name}' is missing`, hint: hint() }];
  }
  return [{ path, at: 'value', what: name ? `${name}: ${issue.message}` : issue.message, hint: hint() }];
}

/** Words for the issues that schemas leave to zod. */
function message(issue: z.core.$ZodRawIssue): string {
  const got = show(issue.input);
  if (typeof issue.input === 'number' && !Number.isFinite(issue.input)) return `expected a finite number, got ${got}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? `a ${issue.expected}`}, got ${got}`;
    case 'invalid_union':
      return `${got} cannot stand here`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}, got ${got}`;
    case 'too_small':
      return `${got} is too small: at least ${issue.minimum}`;
    case 'too_big':
      return `${got} is too large: at most ${issue.maximum}`;
    default:
      return `${got} is not valid`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'text',
  int: 'a whole number',
  boolean: 'true or false',
};

/** A value, short enough for one line. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? quote(value) : String(value);
}
