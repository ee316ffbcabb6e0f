/** What an experiment file says about itself, before any cell: name, seeds, plugins, sweep. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import { type Issue, type Parsed, parseTable, parseValue, show, type Table } from './issue.ts';
import { CELL_KEYS, FILE_KEYS, FILE_TABLE, SEED_COUNT, SEED_LIST } from './parameters.ts';
import type { Axis } from './sweep.ts';

export interface Head {
  readonly name: string;
  readonly seeds: readonly number[];
  /** As written. */
  readonly plugins: readonly string[];
  readonly axes: readonly Axis[];
}

/** Nobody reads more. */
const ENOUGH = 100;

export function parseHead(file: unknown): { readonly head: Head | undefined; readonly issues: readonly Issue[] } {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    const hint = 'an experiment file begins with `version: 1`';
    return {
      head: undefined,
      issues: [{ path: [], at: 'value', what: `expected a mapping, got ${show(file)}`, hint }],
    };
  }
  const raw = file as Readonly<Record<string, unknown>>;
  const known = [...FILE_KEYS, ...CELL_KEYS];
  const unknown = Object.keys(raw)
    .filter((key) => !known.includes(key))
    .slice(0, ENOUGH);
  const own = Object.fromEntries(Object.keys(FILE_TABLE).flatMap((key) => (key in raw ? [[key, raw[key]]] : [])));
  const parsed = parseTable(FILE_TABLE as Table, own, [], '');
  const seeds = parseSeeds(raw.seeds);
  const issues = [
    ...unknown.map(
      (key): Issue => ({ path: [key], at: 'key', what: `unknown key ${show(key)}`, hint: didYouMean(key, known) }),
    ),
    ...[parsed, seeds].flatMap((part) => (part.ok ? [] : part.issues)),
  ];
  // the cells can still be looked at if the sweep makes sense
  const sweep = FILE_TABLE.sweep.schema.safeParse(raw.sweep);
  const plugins = FILE_TABLE.plugins.schema.safeParse(raw.plugins);
  if (!sweep.success || !plugins.success) return { head: undefined, issues };
  const axes = Object.entries(sweep.data ?? {}).map(([path, values]) => ({ path, values }));
  const name = typeof raw.name === 'string' ? raw.name : '';
  return { head: { name, seeds: seeds.ok ? seeds.value : [], plugins: plugins.data ?? [], axes }, issues };
}

function parseSeeds(value: unknown): Parsed<readonly number[]> {
  if (value === undefined) {
    return {
      ok: false,
      issues: [{ path: ['seeds'], at: 'key', what: "'seeds' is missing", hint: SEED_COUNT.description }],
    };
  }
  return parseValue(Array.isArray(value) ? SEED_LIST : SEED_COUNT, value, ['seeds']);
}
