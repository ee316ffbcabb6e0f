/** An experiment without a file: the same keys, the same checks, as an object. */
import { join } from 'node:path';
import { demandObject, demandText } from '../base/argument.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { builtIn, demandRegistry, type Registry } from '../models/registry.ts';
import type { PlatformOptions } from '../platform/generate.ts';
import type { Experiment } from './experiment.ts';
import { type PlatformText, takePlatforms } from './given-platforms.ts';
import { InputStamps } from './input-stamps.ts';
import { readSource, soundExperiment } from './load.ts';
import { objectSource } from './object-source.ts';

/** What an experiment file holds, as an object: quantities are text with their unit, as in a file, or numbers in the
 * base unit. The reference lists all keys; those that the sweep sets may be left out here. */
export interface ExperimentObject {
  /** Version of the format. */
  readonly version: 1;
  /** Names the results and their folder: letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  /** What the experiment is about. */
  readonly description?: string;
  /** A file relative to `baseFolder`, the text of a platform, the text with its profiles, or the size of one that is
   * made to measure. */
  readonly platform?: string | PlatformText | PlatformOptions;
  /** Simulated time: `24 h`, or seconds. */
  readonly duration?: string | number;
  /** A count (seeds 0, 1, ...) or a list. */
  readonly seeds: number | readonly number[];
  /** Limits on migrations at once. */
  readonly migrations?: object;
  /** One group, several, or several with a placement. */
  readonly vms?: object;
  /** What the VMs do. */
  readonly workload?: WrittenKind;
  /** When VMs move, and where to. */
  readonly policy?: WrittenKind;
  /** `pre-copy` by default. */
  readonly mechanism?: WrittenKind;
  /** `linear` by default. */
  readonly migrationEnergy?: WrittenKind;
  /** `none` by default. */
  readonly facility?: WrittenKind;
  /** Counts the energy of storage hosts; false by default. */
  readonly storageEnergy?: boolean;
  /** SimGrid configuration items, such as `network/model`. */
  readonly simgrid?: Readonly<Record<string, string | number | boolean>>;
  /** ES modules with kinds of your own, relative to `baseFolder`. */
  readonly plugins?: readonly string[];
  /** Dotted paths with the values that they take; every combination is a cell. */
  readonly sweep?: Readonly<Record<string, readonly unknown[]>>;
}

/** A kind as in a file: its name, or its name beside its parameters, `{ kind: 'ffd', period: '300 s' }`. */
export type WrittenKind = string | { readonly kind: string; readonly [parameter: string]: unknown };

/** Where an experiment object stands, since no file says it. */
export interface ParseOptions {
  /** What the paths in it are relative to; the working directory by default. */
  readonly baseFolder?: string;
  /** What messages call it; `experiment` by default. */
  readonly name?: string;
  /** Gets what is probably not what was meant. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
}

/** Makes an experiment of an object with the keys of an experiment file, and reads all that it refers to: platforms
 * (files, or texts), traces, plugins. `registry` holds the kinds that it can name. Plugins run in this thread, and nothing
 * can end them.
 *
 * Throws InputError with every problem at once, each with the dotted path of the value; TypeError if the arguments are
 * not what they should be. */
export async function parseExperiment(
  experiment: ExperimentObject,
  options: ParseOptions = {},
  registry: Registry = builtIn,
): Promise<Experiment> {
  demandObject(
    'parseExperiment',
    'an object with the keys of an experiment file (loadExperiment takes a path)',
    experiment,
  );
  demandObject('parseExperiment', 'options such as { baseFolder }', options);
  demandRegistry('parseExperiment', registry);
  const { baseFolder = process.cwd(), name = 'experiment' } = options;
  demandText('parseExperiment', 'a folder as baseFolder', baseFolder);
  demandText('parseExperiment', 'text as name', name);
  const source = objectSource(name, experiment);
  const { value, platforms, issues } = takePlatforms(source.value);
  const problems = issues.map(({ path, at, what, hint }) => ({ ...source.place(path, at), what, hint }));
  const path = join(baseFolder, name);
  const stamps = new InputStamps(path, JSON.stringify(value) ?? '');
  const reading = await readSource({ ...source, value }, { path, platforms, registry, stamps });
  if (problems.length > 0) throw new InputError([...problems, ...reading.problems]);
  return soundExperiment(reading, options);
}
