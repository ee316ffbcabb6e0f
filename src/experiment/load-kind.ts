/** The files that a kind's parameters name, read through the kind's own `load`. */
import { beside } from '../base/input/beside.ts';
import { listFolder, openInput } from '../base/input/input-file.ts';
import { type Place, readText } from '../base/input/read-text.ts';
import type { FileAccess, KindChoice } from '../base/kind.ts';
import { InputError } from '../base/problem.ts';
import type { Registry } from '../models/registry.ts';
import type { SectionName } from '../models/sections.ts';
import type { InputStamps } from './input-stamps.ts';
import { kindsOf, partsOf } from './kind-choice.ts';
import type { Path } from './source.ts';

type Parameters = Readonly<Record<string, unknown>>;
type Load = (parameters: Parameters, files: FileAccess) => Parameters | Promise<Parameters>;

/** What has been read for one experiment, by who read it and the path. */
export type ReadAlready = Map<unknown, Map<string, Promise<unknown>>>;

/** What kinds read for one experiment. */
export interface KindFiles {
  /** The path of the experiment file. */
  readonly experiment: string;
  readonly readAlready: ReadAlready;
  /** Gets to know every file and folder that is read. */
  readonly stamps?: Pick<InputStamps, 'addTrace' | 'addFolder'>;
}

/** The choice as runs take it, with the parts in it. Throws InputError: `place` tells where the parameters stand. */
export async function loadKind(
  registry: Registry,
  section: SectionName,
  choice: KindChoice,
  path: Path,
  files: KindFiles,
  place: (path: Path) => Place,
): Promise<KindChoice> {
  const kind = kindsOf(registry, section).get(choice.kind);
  const load = kind?.load as Load | undefined;
  const parameters: Record<string, unknown> = { ...choice.parameters };
  const parts = partsOf(kind, choice.parameters);
  for (const [name, part] of parts)
    parameters[name] = await loadKind(registry, part.section, part.choice, [...path, name], files, place);
  if (!load) return parts.length > 0 ? { ...choice, parameters } : choice;
  const placeOf = (name: string) => {
    const parameter = Object.entries(parameters).find(([, value]) => value === name)?.[0];
    return place(parameter === undefined ? path : [...path, parameter]);
  };
  const access = fileAccess(files, placeOf);
  try {
    return { ...choice, parameters: await load(parameters, access) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const what = `${path.join('.')} '${choice.kind}': ${error instanceof Error ? error.message : String(error)}`;
    throw new InputError([{ ...place(path), what, hint: 'the kind could not read its parameters' }]);
  }
}

function fileAccess({ experiment, readAlready, stamps }: KindFiles, placeOf: (name: string) => Place): FileAccess {
  const files: FileAccess = {
    read(name) {
      const path = beside(experiment, name);
      const text = readText(path, 'trace', placeOf(name));
      stamps?.addTrace(path);
      return { path, text };
    },
    async open(name) {
      const opened = await openInput(beside(experiment, name), placeOf(name));
      stamps?.addTrace(opened.path);
      return opened;
    },
    async list(name) {
      const path = beside(experiment, name);
      const names = await listFolder(path, placeOf(name));
      stamps?.addFolder(path);
      return { path, names };
    },
    once<T>(name: string, read: (name: string, files: FileAccess) => Promise<T>): Promise<T> {
      const results = readAlready.get(read) ?? new Map<string, Promise<unknown>>();
      readAlready.set(read, results);
      const result = results.get(name) ?? read(name, files);
      results.set(name, result);
      return result as Promise<T>;
    },
  };
  return files;
}
