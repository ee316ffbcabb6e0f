/** `policy: { kind: ffd, period: 300 s }`: a kind by name, its parameters read by its own table, its parts likewise. */
import { didYouMean } from '../input/did-you-mean.ts';
import type { Finding, KindChoice } from '../kind.ts';
import type { Registry } from '../registry.ts';

import { type KindKey, SECTIONS, type SectionName } from '../sections.ts';
import { type Issue, type Parsed, parseTable, show, type Table } from './issue.ts';
import { KIND_SECTIONS } from './parameters.ts';
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

/** `none` is short for `{ kind: none }`; what is left out is the section's fallback. */
export function normalizeKind(key: KindKey, value: unknown): unknown {
  return asMapping(value ?? KIND_SECTIONS[key].fallback);
}

const asMapping = (choice: unknown) => (typeof choice === 'string' ? { kind: choice } : choice);

export function parseKind(registry: Registry, section: SectionName, value: unknown, path: Path): Parsed<KindChoice> {
  const kinds = kindsOf(registry, section);
  const name = path.join('.');
  const fail = (issue: Omit<Issue, 'path'>, ...more: string[]): Parsed<KindChoice> => ({
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
  const { kind, ...parameters } = value as Record<string, unknown>;
  if (kind === undefined) return fail({ at: 'value', what: `'${name}.kind' is missing`, hint: names });
  const chosen = typeof kind === 'string' ? kinds.get(kind) : undefined;
  if (!chosen)
    return fail(
      { at: 'value', what: `${name}: unknown kind ${show(kind)}`, hint: didYouMean(String(kind), kinds.keys()) },
      'kind',
    );
  const parsed = parseParameters(registry, chosen.parameters, parameters, path, `${name} '${chosen.name}'`);
  return parsed.ok ? { ok: true, value: { kind: chosen.name, parameters: parsed.value } } : parsed;
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
function withFallback(value: unknown, fallback: string | undefined): unknown {
  const choice = asMapping(value ?? fallback);
  const alone = typeof choice === 'object' && choice !== null && !Array.isArray(choice) && !('kind' in choice);
  return alone && fallback !== undefined ? { kind: fallback, ...choice } : choice;
}
