/** From an experiment file to scenarios: read, expand the sweep, check every cell, read what the cells refer to. */
import { resolve } from 'node:path';
import { demandText } from '../base/argument.ts';
import { beside } from '../base/input/beside.ts';
import { readText } from '../base/input/read-text.ts';
import type { KindChoice } from '../base/kind.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { Activity } from '../models/guard/activity.ts';
import { builtIn, demandRegistry, type Registry } from '../models/registry.ts';
import type { KindKey, SectionName } from '../models/sections.ts';
import { generatedFiles } from '../platform/generate.ts';
import { inspectPlatform, inspectPlatformText } from '../platform/inspect.ts';
import { isHostList } from '../simulation/placement.ts';
import type { StartPlaces, VmGroup } from '../simulation/scenario.ts';

import { type Kinds, parseCell } from './cell.ts';
import { expandCells, type RawCell } from './cells.ts';
import { markChecked } from './checked.ts';
import { checkCells } from './deep-check.ts';
import type { Cell, Experiment } from './experiment.ts';
import type { GivenPlatform } from './given-platforms.ts';
import { parseHead } from './head.ts';
import { InputStamps } from './input-stamps.ts';
import type { Issue } from './issue.ts';
import { loadKind, type ReadAlready } from './load-kind.ts';
import { oncePer } from './once.ts';
import { KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import { type PlatformChoice, parsePlatform } from './platform-choice.ts';
import { loadPlugins } from './plugins.ts';
import { ProblemSet } from './problem-set.ts';
import { tooManyRuns } from './seeds.ts';

import { type Path, parseSource, type Source } from './source.ts';
import { kindsOfGroup } from './vms.ts';

/** How an experiment is read. */
export interface ReadOptions {
  /** Seconds that a plugin may take for an answer; 5 by default. It is ended then, and the experiment does not load. */
  readonly pluginTimeoutS?: number | undefined;
  /** Gets what is probably not what was meant. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
}

/** Reads an experiment file with all that it refers to. `path` is relative to the working directory, what the file names
 * to the file. `registry` holds the kinds that it can name, beside those of its own plugins. These run in a thread of
 * their own; with a `registry` other than the built-in one they run here, and nothing can end them.
 *
 * Throws InputError with every problem at once, TypeError if `path` is no text. */
export async function loadExperiment(
  path: string,
  registry: Registry = builtIn,
  options: ReadOptions = {},
): Promise<Experiment> {
  demandText('loadExperiment', 'the path of an experiment file (parseExperiment takes an object)', path);
  demandRegistry('loadExperiment', registry);
  return soundExperiment(await readExperiment(path, registry, options), options);
}

/** The experiment, its scenarios marked as checked. Throws InputError if there are problems. */
export function soundExperiment(
  { experiment, problems, warnings }: Reading,
  { onWarning }: Pick<ReadOptions, 'onWarning'>,
): Experiment {
  if (problems.length > 0) throw new InputError(problems);
  for (const warning of warnings) onWarning?.(warning);
  for (const { scenario } of experiment.cells) markChecked(scenario);
  return experiment;
}

/** As far as the file could be read: the cells that could be used if it were not for the problems. */
export interface Reading {
  readonly experiment: Experiment;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Throws InputError only if the file is no YAML at all, or its plugins fail while they check it. */
export async function readExperiment(
  path: string,
  registry: Registry = builtIn,
  options: ReadOptions = {},
): Promise<Reading> {
  const text = readText(path, 'experiment file');
  if (registry !== builtIn || !mayNamePlugins(text)) return readHere(path, text, registry);
  const { readInThread } = await import('./reading-thread.ts');
  return readInThread(path, text, options.pluginTimeoutS);
}

/** Looked at before the file is parsed. A backslash may hide any word. */
const mayNamePlugins = (text: string) => /plugins|\\/.test(text);

/** Reads the experiment in this thread. `activity` is told of every call of a plugin. */
export async function readHere(path: string, text: string, registry: Registry, activity?: Activity): Promise<Reading> {
  const stamps = new InputStamps(path, text);
  return readSource(parseSource(path, text), { path, platforms: new Map(), registry, stamps, activity });
}

/** Where the source of an experiment stands. */
export interface Surroundings {
  /** What the source names is relative to this file, which need not be there. */
  readonly path: string;
  /** Platforms that are not files, by the name that the source uses. */
  readonly platforms: ReadonlyMap<string, GivenPlatform | undefined>;
  readonly registry: Registry;
  /** Gets to know all that is read. */
  readonly stamps: InputStamps;
  /** Is told of every call of a plugin. */
  readonly activity?: Activity | undefined;
}

/** As `readExperiment`, in this thread. */
export async function readSource(
  source: Source,
  { path, platforms, registry, stamps, activity }: Surroundings,
): Promise<Reading> {
  const problems = new ProblemSet();
  const warnings = new ProblemSet();
  const report = ({ path: at, at: part, what, hint }: Issue, origin: RawCell['origin'] = (same) => same) => {
    // finding the place costs more than the problem
    if (!problems.full) problems.add({ ...source.place(origin(at, part), part), what, hint });
  };

  const { head, issues } = parseHead(source.value);
  for (const issue of issues) report(issue);
  const plugins = (head?.plugins ?? []).map((plugin) => resolve(beside(path, plugin)));
  const extended = await problems.catchAsync(() =>
    loadPlugins(plugins, registry, (i) => source.place(['plugins', i]), activity),
  );
  const expansion = head
    ? expandCells(extended ?? registry, source.value as Record<string, unknown>, head.axes)
    : { cells: [], issues: [] };
  for (const issue of expansion.issues) report(issue);
  const runs = tooManyRuns(expansion.cells.length, head?.seeds.length ?? 0);
  if (runs) report({ path: ['seeds'], at: 'value', ...runs });

  const platformOf = oncePer((platform: PlatformChoice, origin: RawCell['origin']) => {
    if (platform.kind === 'generated') return generatedFiles(platform.shape);
    const { file } = platform;
    const given = platforms.get(file);
    if (!given && platforms.has(file)) return undefined;
    const inspected = given
      ? inspectPlatformText(file, given.xml, given.profiles)
      : inspectPlatform(beside(path, file), source.place(origin(['platform'])));
    for (const problem of inspected.problems) problems.add(problem);
    for (const warning of inspected.warnings) warnings.add(warning);
    if (inspected.files) stamps.addPlatform({ ...inspected.files, path: beside(path, file) });
    return inspected.files;
  });
  const readAlready: ReadAlready = new Map();
  const load = (section: SectionName, choice: KindChoice, at: Path, origin: RawCell['origin']) =>
    problems.catchAsync(() =>
      loadKind(extended ?? registry, section, choice, at, { experiment: path, readAlready, stamps }, (path) =>
        source.place(origin(path)),
      ),
    );
  const kindOf = oncePer(load);
  const placementOf = oncePer(async (placement: StartPlaces, origin: RawCell['origin']) => {
    if (isHostList(placement)) return placement;
    const choice = typeof placement === 'string' ? { kind: placement, parameters: {} } : placement;
    const loaded = await load('placements', choice, ['vms', 'placement'], origin);
    return loaded === choice ? placement : loaded;
  });

  const cells: Cell[] = [];
  const origins = new Map<Cell, RawCell['origin']>();
  // without its plugins, the kinds that the file names may be unknown: no use in going on
  for (const { id, axes, value, origin } of extended ? expansion.cells : []) {
    const parsed = parseCell(extended as Registry, value);
    if (!parsed.ok) {
      // its platform can be looked at all the same
      const platform = parsePlatform(value.platform);
      if (platform.ok) platformOf(JSON.stringify(platform.value), platform.value, origin);
      for (const issue of parsed.issues) report(issue, origin);
      continue;
    }
    const platform = platformOf(JSON.stringify(parsed.value.platform), parsed.value.platform, origin);
    const loaded = (section: SectionName, choice: KindChoice, at: Path) =>
      kindOf(JSON.stringify([at, valueAt(value, at)]), section, choice, at, origin);
    const choices: (readonly [KindKey, KindChoice | undefined])[] = [];
    // one after the other: problems come in the order of the file
    for (const key of KIND_KEYS) {
      const choice = parsed.value.kinds[key];
      if (choice) choices.push([key, await loaded(KIND_SECTIONS[key].section, choice, [key])]);
    }
    const vms: VmGroup[] = [];
    for (const [i, group] of parsed.value.vms.entries()) {
      const own: [string, KindChoice][] = [];
      for (const [key, section, choice] of kindsOfGroup(group)) {
        const kind = await loaded(section, choice, [...(parsed.value.groupPaths[i] as Path), key]);
        if (kind) own.push([key, kind]);
      }
      if (own.length === kindsOfGroup(group).length) vms.push({ ...group, ...Object.fromEntries(own) });
    }
    const { durationS, migrations, storageEnergy, simgrid } = parsed.value;
    const placement = await placementOf(JSON.stringify(parsed.value.placement), parsed.value.placement, origin);
    if (!platform || !placement || choices.some(([, choice]) => !choice) || vms.length < parsed.value.vms.length)
      continue;
    const kinds = Object.fromEntries(choices) as unknown as Kinds;
    const cell: Cell = {
      id,
      axes,
      scenario: {
        platform,
        durationS,
        ...(migrations ? { migrations } : {}),
        storageEnergy,
        vms,
        placement,
        ...kinds,
        simgrid,
      },
    };
    cells.push(cell);
    const { groupPaths } = parsed.value;
    origins.set(cell, (at, part) => origin(whereItStands(groupPaths, at), part));
  }
  await activity?.rest();
  await checkCells(cells, extended ?? registry, problems, {
    problem: (cell, issue) => report(issue, origins.get(cell)),
    warning: (cell, { path: at, at: part, what, hint }) => {
      const origin = origins.get(cell) as RawCell['origin'];
      if (!warnings.full) warnings.add({ ...source.place(origin(at, part), part), what, hint });
    },
  });
  const experiment = {
    name: head?.name ?? '',
    file: source.file,
    seeds: head?.seeds ?? [],
    cells,
    plugins,
    inputs: (await problems.catchAsync(() => stampsOf(problems, plugins, stamps))) ?? [],
  };
  return { experiment, problems: problems.list, warnings: warnings.list };
}

/** Checks of groups speak of `vms.groups.1`; the file may have one group alone, or a list. */
function whereItStands(groupPaths: readonly Path[], at: Path): Path {
  const [first, second, group, ...rest] = at;
  const path = first === 'vms' && second === 'groups' ? groupPaths[Number(group)] : undefined;
  return path ? [...path, ...rest] : at;
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((part, step) => (part as Readonly<Record<string | number, unknown>> | undefined)?.[step], value);
/** Only of an experiment that can be run: nothing is made of another, and traces take their time. */
async function stampsOf({ list }: ProblemSet, plugins: readonly string[], stamps: InputStamps) {
  if (list.length > 0) return [];
  stamps.addPlugins(plugins);
  return stamps.list();
}
