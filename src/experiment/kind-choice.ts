/** `policy: { kind: ffd, period: 300 s }`: a kind by name, its parameters read by its own table. */
import { didYouMean } from '../input/did-you-mean.ts';
import type { Registry } from '../registry.ts';
import type { KindChoice } from '../scenario.ts';
import { type Issue, type Parsed, parseTable, show, type Table } from './issue.ts';
import { KIND_SECTIONS, type KindKey } from './parameters.ts';

/** A kind of any section, as far as reading its parameters goes. */
export interface ReadableKind {
  readonly name: string;
  readonly title: string;
  readonly parameters: Table;
  readonly load?: (parameters: never, files: never) => unknown;
  readonly check?: (parameters: never, site: never) => readonly string[];
}

export const kindsOf = (registry: Registry, key: KindKey): ReadonlyMap<string, ReadableKind> =>
  registry[KIND_SECTIONS[key].section] as unknown as ReadonlyMap<string, ReadableKind>;

/** `none` is short for `{ kind: none }`; what is left out is the section's fallback. */
export function normalizeKind(key: KindKey, value: unknown): unknown {
  const choice = value ?? KIND_SECTIONS[key].fallback;
  return typeof choice === 'string' ? { kind: choice } : choice;
}

export function parseKind(registry: Registry, key: KindKey, value: unknown): Parsed<KindChoice> {
  const found = findKind(registry, key, value);
  if (!found.ok) return found;
  const { kind: _, ...parameters } = value as Record<string, unknown>;
  const chosen = found.value;
  const parsed = parseTable(chosen.parameters, parameters, [key], `${key} '${chosen.name}'`);
  return parsed.ok ? { ok: true, value: { kind: chosen.name, parameters: parsed.value } } : parsed;
}

/** The kind that `{ kind: name, ... }` names. */
export function findKind(registry: Registry, key: KindKey, value: unknown): Parsed<ReadableKind> {
  const kinds = kindsOf(registry, key);
  const fail = (issue: Omit<Issue, 'path'>, ...path: string[]): Parsed<ReadableKind> => ({
    ok: false,
    issues: [{ path: [key, ...path], ...issue }],
  });
  const names = `${KIND_SECTIONS[key].description}: ${[...kinds.keys()].join(', ')}`;
  if (value === undefined) return fail({ at: 'key', what: `'${key}' is missing`, hint: names });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail({
      at: 'value',
      what: `${key}: expected the name of a kind or { kind: ... }, got ${show(value)}`,
      hint: names,
    });
  }
  const { kind } = value as Record<string, unknown>;
  if (kind === undefined) return fail({ at: 'value', what: `'${key}.kind' is missing`, hint: names });
  const chosen = typeof kind === 'string' ? kinds.get(kind) : undefined;
  if (!chosen)
    return fail(
      { at: 'value', what: `${key}: unknown kind ${show(kind)}`, hint: didYouMean(String(kind), kinds.keys()) },
      'kind',
    );
  return { ok: true, value: chosen };
}

const tablesInSi = new WeakMap<Table, Table>();

/** The table by which a scenario is read, whose numbers are SI. */
export function parametersInSi(table: Table): Table {
  const known = tablesInSi.get(table);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(table).map(([name, { si, ...parameter }]) => [name, { ...parameter, ...si }]),
  );
  tablesInSi.set(table, made);
  return made;
}
