import { builtIn, type Registry } from './registry.ts';
import type { SectionName } from './sections.ts';

/** A kind without its code: what `wattshift list --json` prints. */
export interface KindInfo {
  readonly name: string;
  readonly title: string;
  /** Document, section, equation. */
  readonly source: string;
  readonly parameters: readonly ParameterInfo[];
}

export interface ParameterInfo {
  readonly name: string;
  readonly unit: string;
  /** As written in a file; null when the parameter is required. */
  readonly default: string | null;
  readonly description: string;
}

/** The kinds of one sort, in the order of the registry. */
export function describeKinds(section: SectionName, registry: Registry = builtIn): readonly KindInfo[] {
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
