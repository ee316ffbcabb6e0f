/** From an experiment file to scenarios: read, expand the sweep, check every cell, read what the cells refer to. */
import { resolve } from 'node:path';
import { beside } from '../input/beside.ts';
import { readText } from '../input/read-text.ts';
import { inspectPlatform } from '../platform/inspect.ts';
import { InputError, type Problem } from '../problem.ts';
import { builtIn, type Registry } from '../registry.ts';
import { type ParsedCell, parseCell } from './cell.ts';
import { expandCells, type RawCell } from './cells.ts';
import { checkCells } from './deep-check.ts';
import type { Cell, Experiment } from './experiment.ts';
import { parseHead } from './head.ts';
import { InputFiles } from './input-files.ts';
import type { Issue } from './issue.ts';
import { loadKind } from './load-kind.ts';
import { oncePer } from './once.ts';
import { KIND_KEYS, type KindKey } from './parameters.ts';
import { loadPlugins } from './plugins.ts';
import { ProblemSet } from './problem-set.ts';
import { parseSource } from './source.ts';

/** Reads an experiment file with all that it refers to. Throws InputError with every problem at once. */
export async function loadExperiment(path: string, registry: Registry = builtIn): Promise<Experiment> {
  const { experiment, problems } = await readExperiment(path, registry);
  if (problems.length > 0) throw new InputError(problems);
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
  const text = readText(path, 'experiment file');
  const source = parseSource(path, text);
  const inputs = new InputFiles(path, text);
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
    const inspected = inspectPlatform(beside(path, platform), source.place(origin(['platform'])));
    for (const problem of inspected.problems) problems.add(problem);
    for (const warning of inspected.warnings) warnings.add(warning);
    if (inspected.files) inputs.addPlatform(inspected.files);
    return inspected.files;
  });
  const kindOf = oncePer((key: KindKey, { kinds }: ParsedCell, origin: RawCell['origin']) =>
    problems.catch(() =>
      loadKind(extended ?? registry, key, kinds[key], path, {
        place: (at) => source.place(origin(at)),
        read: (file, text) => inputs.add('trace', file, text),
      }),
    ),
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
  if (extended) inputs.addPlugins(plugins);
  const experiment = {
    name: head?.name ?? '',
    file: path,
    seeds: head?.seeds ?? [],
    cells,
    plugins,
    inputs: inputs.list,
  };
  return { experiment, problems: problems.list, warnings: warnings.list };
}
