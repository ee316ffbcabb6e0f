/** From an experiment file to scenarios: read, expand the sweep, check every cell, read what the cells refer to. */
import { resolve } from 'node:path';
import { demandRegistry, demandText } from '../argument.ts';
import { beside } from '../input/beside.ts';
import { readText } from '../input/read-text.ts';
import { inspectPlatform, inspectPlatformText } from '../platform/inspect.ts';
import { InputError, type Problem } from '../problem.ts';
import { builtIn, type Registry } from '../registry.ts';
import { type ParsedCell, parseCell } from './cell.ts';
import { expandCells, type RawCell } from './cells.ts';
import { markChecked } from './checked.ts';
import { checkCells } from './deep-check.ts';
import type { Cell, Experiment } from './experiment.ts';
import type { GivenPlatform } from './given-platforms.ts';
import { parseHead } from './head.ts';
import type { Issue } from './issue.ts';
import { loadKind } from './load-kind.ts';
import { oncePer } from './once.ts';
import { KIND_KEYS, type KindKey } from './parameters.ts';
import { loadPlugins } from './plugins.ts';
import { ProblemSet } from './problem-set.ts';
import { parseSource, type Source } from './source.ts';

/** Reads an experiment file with all that it refers to. `path` is relative to the working directory, what the file names
 * to the file. `registry` holds the kinds that it can name, beside those of its own plugins.
 *
 * Throws InputError with every problem at once, TypeError if `path` is no text. */
export async function loadExperiment(path: string, registry: Registry = builtIn): Promise<Experiment> {
  demandText('loadExperiment', 'the path of an experiment file (parseExperiment takes an object)', path);
  demandRegistry('loadExperiment', registry);
  return soundExperiment(await readExperiment(path, registry));
}

/** The experiment, its scenarios marked as checked. Throws InputError if there are problems. */
export function soundExperiment({ experiment, problems }: Reading): Experiment {
  if (problems.length > 0) throw new InputError(problems);
  for (const { scenario } of experiment.cells) markChecked(scenario);
  return experiment;
}

/** As far as the file could be read: the cells that could be used if it were not for the problems. */
export interface Reading {
  readonly experiment: Experiment;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Throws InputError only if the file is no YAML at all. */
export async function readExperiment(path: string, registry: Registry = builtIn): Promise<Reading> {
  return readSource(parseSource(path, readText(path, 'experiment file')), { path, platforms: new Map(), registry });
}

export interface Surroundings {
  /** What the source names is relative to this file, which need not be there. */
  readonly path: string;
  /** Platforms that are not files, by the name that the source uses. */
  readonly platforms: ReadonlyMap<string, GivenPlatform | undefined>;
  readonly registry: Registry;
}

export async function readSource(source: Source, { path, platforms, registry }: Surroundings): Promise<Reading> {
  const problems = new ProblemSet();
  const warnings = new ProblemSet();
  const report = ({ path: at, at: part, what, hint }: Issue, origin: RawCell['origin'] = (same) => same) => {
    // finding the place costs more than the problem
    if (!problems.full) problems.add({ ...source.place(origin(at, part), part), what, hint });
  };

  const { head, issues } = parseHead(source.value);
  for (const issue of issues) report(issue);
  const plugins = (head?.plugins ?? []).map((plugin) => resolve(beside(path, plugin)));
  const extended = await problems.catchAsync(() => loadPlugins(plugins, registry, (i) => source.place(['plugins', i])));
  const expansion = head ? expandCells(source.value as Record<string, unknown>, head.axes) : { cells: [], issues: [] };
  for (const issue of expansion.issues) report(issue);

  const platformOf = oncePer((platform: string, origin: RawCell['origin']) => {
    const given = platforms.get(platform);
    if (!given && platforms.has(platform)) return undefined;
    const inspected = given
      ? inspectPlatformText(platform, given.xml, given.profiles)
      : inspectPlatform(beside(path, platform), source.place(origin(['platform'])));
    for (const problem of inspected.problems) problems.add(problem);
    for (const warning of inspected.warnings) warnings.add(warning);
    return inspected.files;
  });
  const kindOf = oncePer((key: KindKey, { kinds }: ParsedCell, origin: RawCell['origin']) =>
    problems.catch(() => loadKind(extended ?? registry, key, kinds[key], path, (at) => source.place(origin(at)))),
  );

  const cells: Cell[] = [];
  const origins = new Map<Cell, RawCell['origin']>();
  // without its plugins, the kinds that the file names may be unknown: no use in going on
  for (const { id, axes, value, origin } of extended ? expansion.cells : []) {
    const parsed = parseCell(extended as Registry, value);
    if (!parsed.ok) {
      // its platform can be looked at all the same
      if (typeof value.platform === 'string') platformOf(value.platform, value.platform, origin);
      for (const issue of parsed.issues) report(issue, origin);
      continue;
    }
    const platform = platformOf(parsed.value.platform, parsed.value.platform, origin);
    const choices = KIND_KEYS.map(
      (key) => [key, kindOf(JSON.stringify([key, value[key]]), key, parsed.value, origin)] as const,
    );
    if (!platform || choices.some(([, choice]) => !choice)) continue;
    const { durationS, storageEnergy, vms, placement, simgrid } = parsed.value;
    const kinds = Object.fromEntries(choices) as ParsedCell['kinds'];
    const cell: Cell = {
      id,
      axes,
      scenario: { platform, durationS, storageEnergy, vms, placement, ...kinds, simgrid },
    };
    cells.push(cell);
    origins.set(cell, origin);
  }
  await checkCells(cells, extended ?? registry, problems, (cell, issue) => report(issue, origins.get(cell)));
  const experiment = { name: head?.name ?? '', file: source.file, seeds: head?.seeds ?? [], cells, plugins };
  return { experiment, problems: problems.list, warnings: warnings.list };
}
