import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type InputRole, type InputStamp, inputStamp } from '../base/input/input-stamp.ts';
import { readText } from '../base/input/read-text.ts';
import { sha256OfFile } from '../base/input/sha256-of-file.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';

/** The files that were read for an experiment, each once. */
export class InputStamps {
  readonly #stamps: InputStamp[] = [];
  readonly #traces = new Set<string>();
  readonly #folders = new Set<string>();
  readonly #folder: string;

  /** `experiment`: the path of the experiment file, and its text. */
  constructor(experiment: string, text: string) {
    this.#folder = resolve(dirname(experiment));
    this.#add('experiment', experiment, text);
  }

  addPlatform({ path, xml, profiles }: PlatformFiles): void {
    this.#add('platform', path, xml);
    for (const [name, text] of Object.entries(profiles)) {
      this.#add('profile', isAbsolute(name) ? name : join(dirname(path), name), text);
    }
  }

  /** The modules themselves; not what these import. */
  addPlugins(paths: readonly string[]): void {
    for (const path of paths) this.#add('plugin', path, readText(path, 'plugin'));
  }

  /** A file that may be too large to hold. */
  addTrace(path: string): void {
    this.#traces.add(resolve(path));
  }

  /** The traces in this folder count as one: there may be thousands. */
  addFolder(path: string): void {
    this.#folders.add(resolve(path));
  }

  /** By role and name, whatever the order in which they were read. Reads the traces once more; throws InputError. */
  async list(): Promise<readonly InputStamp[]> {
    const stamps = [...this.#stamps, ...(await this.#traceStamps())];
    const named = new Map(stamps.map((stamp) => [`${stamp.role} ${stamp.name}`, stamp]));
    return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stamp]) => stamp);
  }

  async #traceStamps(): Promise<readonly InputStamp[]> {
    const inFolders = new Map<string, string>();
    const stamps: InputStamp[] = [];
    for (const path of [...this.#traces].sort()) {
      const sha256 = await sha256OfFile(path);
      const folder = dirname(path);
      if (!this.#folders.has(folder)) stamps.push({ role: 'trace', name: this.#nameOf(path), sha256 });
      else inFolders.set(folder, `${inFolders.get(folder) ?? ''}${sha256}  ${basename(path)}\n`);
    }
    for (const [folder, lines] of inFolders) {
      const sha256 = createHash('sha256').update(lines).digest('hex');
      stamps.push({ role: 'trace', name: `${this.#nameOf(folder)}/`, sha256 });
    }
    return stamps;
  }

  #add(role: InputRole, path: string, text: string): void {
    this.#stamps.push(inputStamp(role, this.#nameOf(path), text));
  }

  #nameOf(path: string): string {
    return relative(this.#folder, resolve(path)).replaceAll('\\', '/') || '.';
  }
}
