/** The files that a kind's parameters name, read through the kind's own `load`. */
import { beside } from '../input/beside.ts';
import { type Place, readText } from '../input/read-text.ts';
import type { FileAccess } from '../kind.ts';
import { InputError } from '../problem.ts';
import type { Registry } from '../registry.ts';
import type { KindChoice } from '../scenario.ts';
import { kindsOf } from './kind-choice.ts';
import type { KindKey } from './parameters.ts';
import type { Path } from './source.ts';

type Load = (parameters: Readonly<Record<string, unknown>>, files: FileAccess) => Readonly<Record<string, unknown>>;

interface Reading {
  /** Where the parameters stand. */
  readonly place: (path: Path) => Place;
  /** Is told of every file that was read. */
  readonly read: (path: string, text: string) => void;
}

/** The choice as runs take it. Throws InputError. */
export function loadKind(
  registry: Registry,
  key: KindKey,
  choice: KindChoice,
  experiment: string,
  { place, read }: Reading,
): KindChoice {
  const load = kindsOf(registry, key).get(choice.kind)?.load as Load | undefined;
  if (!load) return choice;
  const files: FileAccess = {
    read(name) {
      const parameter = Object.entries(choice.parameters).find(([, value]) => value === name)?.[0];
      const path = beside(experiment, name);
      const text = readText(path, 'trace', place(parameter === undefined ? [key] : [key, parameter]));
      read(path, text);
      return { path, text };
    },
  };
  try {
    return { ...choice, parameters: load(choice.parameters, files) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const what = `${key} '${choice.kind}': ${error instanceof Error ? error.message : String(error)}`;
    throw new InputError([{ ...place([key]), what, hint: 'the kind could not read its parameters' }]);
  }
}
