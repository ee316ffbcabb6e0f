/** Every kind that an experiment file can name. A user's own kinds join the built-in ones by `extend`. */
import { wrongArgument } from '../base/argument.ts';
import type { AnyKind, Kind, KindChoice, Parameter } from '../base/kind.ts';
import { SimulationError } from '../base/problem.ts';
import { type KindsOf, SECTION_NAMES, SECTIONS, type SectionName } from './sections.ts';

/** The kinds that an experiment can name, by section and by name. */
export type Registry = { readonly [S in SectionName]: ReadonlyMap<string, KindsOf[S]> };

/** What a user's module may export as `default`. */
export type Plugins = { readonly [S in SectionName]?: readonly AnyKind[] };

const none = Object.fromEntries(SECTION_NAMES.map((section) => [section, new Map()])) as unknown as Registry;

/** The kinds that come with this package. */
export const builtIn: Registry = extend(
  none,
  Object.fromEntries(SECTION_NAMES.map((section) => [section, SECTIONS[section].builtIn])),
);

/** Throws TypeError if the argument is no registry. */
export function demandRegistry(call: string, value: unknown): void {
  const given = value as Readonly<Record<string, unknown>> | null | undefined;
  if (typeof given === 'object' && given !== null && SECTION_NAMES.every((section) => given[section] instanceof Map))
    return;
  throw wrongArgument(call, 'a registry, as builtIn, extend and loadPlugins give it', value);
}

/** The registry with more kinds. Throws if a name is taken. */
export function extend(registry: Registry, plugins: Plugins): Registry {
  const joined = (section: SectionName) => {
    const kinds = new Map<string, AnyKind>(registry[section]);
    for (const kind of plugins[section] ?? []) {
      if (kinds.has(kind.name)) throw new Error(`${section}: the name '${kind.name}' is taken`);
      kinds.set(kind.name, kind);
    }
    return kinds;
  };
  return Object.fromEntries(SECTION_NAMES.map((section) => [section, joined(section)])) as unknown as Registry;
}

type ContextOf<S extends SectionName> = KindsOf[S] extends Kind<infer _P, infer Context, infer _B> ? Context : never;
type BuiltOf<S extends SectionName> = KindsOf[S] extends Kind<infer _P, infer _C, infer Built> ? Built : never;

/** What a chosen kind creates, for one run; a name alone is the kind with its defaults. Its parts are created first, with
 * the same context. */
export function create<S extends SectionName>(
  registry: Registry,
  section: S,
  choice: KindChoice | string,
  context: ContextOf<S>,
): BuiltOf<S> {
  const chosen = typeof choice === 'string' ? { kind: choice, parameters: {} } : choice;
  const kind = registry[section].get(chosen.kind) as AnyKind | undefined;
  if (!kind) throw new SimulationError(`there is no kind '${chosen.kind}' in ${section}; did its plugin load?`);
  const parameters: Record<string, unknown> = { ...chosen.parameters };
  for (const [name, parameter] of Object.entries(kind.parameters as AnyTable)) {
    if (parameter.part) {
      const part = (parameters[name] ?? parameter.default) as KindChoice | string;
      parameters[name] = create(registry, parameter.part as SectionName, part, context as never);
    } else if (parameters[name] === undefined && parameter.default !== undefined)
      parameters[name] = parameter.schema.parse(undefined);
  }
  return kind.create(parameters as never, context as never) as BuiltOf<S>;
}

type AnyTable = Readonly<Record<string, Parameter<unknown>>>;
