import { wrongArgument } from '../base/argument.ts';
import { builtIn, demandRegistry, type Registry } from './registry.ts';
import type { SectionName } from './sections.ts';

/** A kind without its code: what `wattshift list --json` prints. */
export interface KindInfo {
  /** In experiment files. */
  readonly name: string;
  /** In a few words. */
  readonly title: string;
  /** Document, section, equation. */
  readonly source: string;
  /** In the order of the kind's table. */
  readonly parameters: readonly ParameterInfo[];
}

/** A parameter without its schema. */
export interface ParameterInfo {
  /** In experiment files. */
  readonly name: string;
  /** Of a number without a unit; or the words that it takes. */
  readonly unit: string;
  /** As written in a file; null when the parameter is required. */
  readonly default: string | null;
  /** What it means. */
  readonly description: string;
}

/** The kinds of one sort, in the order of the registry: the built-in ones, and after them those of plugins. Throws
 * TypeError if there is no such sort. */
export function describeKinds(section: SectionName, registry: Registry = builtIn): readonly KindInfo[] {
  demandRegistry('describeKinds', registry);
  if (!Object.hasOwn(registry, section)) {
    throw wrongArgument('describeKinds', `one of ${Object.keys(registry).join(', ')}`, section);
  }
  return [...registry[section].values()].map(({ name, title, source, parameters }) => ({
    name,
    title,
    source,
    parameters: Object.entries(parameters).map(([parameter, { unit, default: fallback, description, part }]) => ({
      name: parameter,
      unit: part ? [...registry[part as SectionName].keys()].join(' | ') : unit,
      default: fallback ?? null,
      description,
    })),
  }));
}
