/** `policy: { kind: ffd, period: 300 s }`: a kind by name, its parameters read by its own table, its parts likewise. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import type { Finding, KindChoice } from '../base/kind.ts';
import type { Registry } from '../models/registry.ts';

import { SECTIONS, type SectionName } from '../models/sections.ts';

import { type Issue, type Parsed, parseTable, show, type Table } from './issue.ts';
import type { Path } from './source.ts';

/** A kind of any section, as far as reading its parameters goes. */
export interface ReadableKind {
  readonly name: string;
  readonly title: string;
  readonly parameters: Table;
  readonly load?: (parameters: never, files: never) => unknown;
  readonly check?: (parameters: never, site: never) => readonly Finding[];
}

export const kindsOf = (registry: Registry, section: SectionName): ReadonlyMap<string, ReadableKind> =>
  registry[section] as unknown as ReadonlyMap<string, ReadableKind>;

/** The parts among the parameters of a kind, once read. */
export function partsOf(
  kind: ReadableKind | undefined,
  parameters: KindChoice['parameters'],
): readonly (readonly [string, { readonly section: SectionName; readonly choice: KindChoice }])[] {
  return Object.entries(kind?.parameters ?? {}).flatMap(([name, { part }]) => {
    const choice = parameters[name];
    if (part === undefined || typeof choice !== 'object' || choice === null) return [];
    return [[name, { section: part as SectionName, choice: choice as KindChoice }] as const];
  });
}

/** `none` is short for `{ kind: none }`, in a kind's parts as well: a sweep may set a parameter of it. */
export function normalizeKind(registry: Registry, section: SectionName, value: unknown): unknown {
  const choice = asMapping(value);
  if (typeof choice !== 'object' || choice === null || Array.isArray(choice)) return choice;
  const written = choice as Readonly<Record<string, unknown>>;
  const table = kindsOf(registry, section).get(String(written.kind))?.parameters ?? {};
  const parts = Object.entries(table).flatMap(([name, { part }]) =>
    part === undefined || written[name] === undefined
      ? []
      : [[name, normalizeKind(registry, part as SectionName, written[name])] as const],
  );
  return { ...written, ...Object.fromEntries(parts) };
}

const asMapping = (choice: unknown) => (typeof choice === 'string' ? { kind: choice } : choice);

export function parseKind(registry: Registry, section: SectionName, value: unknown, path: Path): Parsed<KindChoice> {
  const found = findKind(registry, section, value, path);
  if (!found.ok) return found;
  const { kind: _, ...parameters } = value as Record<string, unknown>;
  const chosen = found.value;
  const owner = `${path.join('.')} '${chosen.name}'`;
  const parsed = parseParameters(registry, chosen.parameters, parameters, path, owner);
  return parsed.ok ? { ok: true, value: { kind: chosen.name, parameters: parsed.value } } : parsed;
}

/** The kind that `{ kind: name, ... }` names. */
export function findKind(registry: Registry, section: SectionName, value: unknown, path: Path): Parsed<ReadableKind> {
  const kinds = kindsOf(registry, section);
  const name = path.join('.');
  const fail = (issue: Omit<Issue, 'path'>, ...more: string[]): Parsed<ReadableKind> => ({
    ok: false,
    issues: [{ path: [...path, ...more], ...issue }],
  });
  const names = `${SECTIONS[section].description}: ${[...kinds.keys()].join(', ')}`;
  if (value === undefined) return fail({ at: 'key', what: `'${name}' is missing`, hint: names });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail({
      at: 'value',
      what: `${name}: expected the name of a kind or { kind: ... }, got ${show(value)}`,
      hint: names,
    });
  }
  const { kind } = value as Record<string, unknown>;
  if (kind === undefined) return fail({ at: 'value', what: `'${name}.kind' is missing`, hint: names });
  const chosen = typeof kind === 'string' ? kinds.get(kind) : undefined;
  if (!chosen)
    return fail(
      { at: 'value', what: `${name}: unknown kind ${show(kind)}`, hint: didYouMean(String(kind), kinds.keys()) },
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

/** As `parseTable`, and the parts in the table as the kinds that they are. */
export function parseParameters(
  registry: Registry,
  table: Table,
  value: unknown,
  path: Path,
  owner: string,
): Parsed<Record<string, unknown>> {
  const parsed = parseTable(table, value, path, owner);
  if (typeof value !== 'object' || value === null) return parsed;
  const parts = Object.entries(table).flatMap(([name, { part, optional, default: fallback }]) =>
    part && !(optional && !Object.hasOwn(value, name))
      ? [
          [
            name,
            parseKind(registry, part as SectionName, withFallback((value as Record<string, unknown>)[name], fallback), [
              ...path,
              name,
            ]),
          ] as const,
        ]
      : [],
  );
  const issues = [parsed, ...parts.map(([, choice]) => choice)].flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0 || !parsed.ok) return { ok: false, issues };
  const choices = parts.map(([name, choice]) => [name, choice.ok ? choice.value : undefined] as const);
  return { ok: true, value: { ...parsed.value, ...Object.fromEntries(choices) } };
}

/** Parameters alone are those of the kind that stands there by default. */
export function withFallback(value: unknown, fallback: string | undefined): unknown {
  const choice = asMapping(value ?? fallback);
  const alone = typeof choice === 'object' && choice !== null && !Array.isArray(choice) && !('kind' in choice);
  return alone && fallback !== undefined ? { kind: fallback, ...choice } : choice;
}
