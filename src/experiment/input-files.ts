import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { readText } from '../input/read-text.ts';
import { type InputFile, type InputRole, inputFile } from '../input-file.ts';
import type { PlatformFiles } from '../scenario.ts';

/** The files that were read for an experiment, each once. */
export class InputFiles {
  readonly #files = new Map<string, InputFile>();
  readonly #folder: string;

  /** `experiment`: the path of the experiment file, and its text. */
  constructor(experiment: string, text: string) {
    this.#folder = resolve(dirname(experiment));
    this.add('experiment', experiment, text);
  }

  add(role: InputRole, path: string, text: string): void {
    const name = relative(this.#folder, resolve(path)).replaceAll('\\', '/');
    this.#files.set(`${role} ${name}`, inputFile(role, name, text));
  }

  addPlatform({ path, xml, profiles }: PlatformFiles): void {
    this.add('platform', path, xml);
    for (const [name, text] of Object.entries(profiles)) {
      this.add('profile', isAbsolute(name) ? name : join(dirname(path), name), text);
    }
  }

  /** The modules themselves; not what these import. */
  addPlugins(paths: readonly string[]): void {
    for (const path of paths) this.add('plugin', path, readText(path, 'plugin'));
  }

  /** By role and name, whatever the order in which they were read. */
  get list(): readonly InputFile[] {
    return [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  }
}
