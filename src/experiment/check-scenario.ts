/** A scenario as someone has written it by hand, held to the same rules as an experiment file, and its defaults filled
 * in. */
import { z } from 'zod';
import { didYouMean } from '../base/input/did-you-mean.ts';
import { custom, type KindChoice, quantity } from '../base/kind.ts';
import { InputError } from '../base/problem.ts';
import { DIMENSIONS } from '../base/units.ts';
import type { Registry } from '../models/registry.ts';
import type { KindKey, SectionName } from '../models/sections.ts';
import { inspectPlatformText } from '../platform/inspect.ts';
import type { Scenario, StartPlaces, VmGroup } from '../simulation/scenario.ts';
import type { Kinds } from './cell.ts';
import { checkCells } from './deep-check.ts';
import { PLATFORM_TABLE, type PlatformText } from './given-platforms.ts';
import { type Issue, type Parsed, parseTable, parseValue, schemasOf, type Table } from './issue.ts';
import { findKind, normalizeKind, parametersInSi, withFallback } from './kind-choice.ts';
import { loadKind } from './load-kind.ts';
import { CELL_TABLE, GROUP_TABLE, KIND_KEYS, KIND_SECTIONS, LEAST_DURATION_S, MIGRATIONS_TABLE } from './parameters.ts';
import { ProblemSet } from './problem-set.ts';
import type { Path, Source } from './source.ts';
import { checkVms, everyGroupHasWorkload, GROUP_KINDS, HOST_NAMES, kindsOfGroup, shortened } from './vms.ts';

const SCENARIO_TABLE = {
  durationS: custom(
    z
      .number()
      .min(LEAST_DURATION_S, { error: `must be at least ${LEAST_DURATION_S} s` })
      .max(DIMENSIONS.time.most, { error: `must be at most ${DIMENSIONS.time.most} s` }),
    's',
    'Simulated time',
  ),
  vms: custom(
    z.array(z.unknown(), { error: 'expected a list of groups' }).min(1, { error: 'no group of VMs' }),
    '',
    'Groups of equal VMs: [{ count: 64, vcpus: 1, memoryBytes: 4e9 }]',
  ),
  migrations: {
    ...CELL_TABLE.migrations,
    schema: z.strictObject(schemasOf(parametersInSi(MIGRATIONS_TABLE as Table))).optional(),
  },
  storageEnergy: CELL_TABLE.storageEnergy,
  simgrid: CELL_TABLE.simgrid,
} as const satisfies Table;

const VMS_TABLE = {
  name: GROUP_TABLE.name,
  speed: GROUP_TABLE.speed,
  whenFull: GROUP_TABLE.whenFull,
  count: GROUP_TABLE.count,
  vcpus: GROUP_TABLE.vcpus,
  memoryBytes: quantity('bytes', 'Memory of each', { min: 1 }),
} as const satisfies Table;

/** The scenario as runs take it. Throws InputError with every problem at once, each at its dotted path, which `base`
 * begins, in what is called `name`. */
export async function checkScenario(
  given: object,
  registry: Registry,
  name = 'scenario',
  base: Path = [],
): Promise<Scenario> {
  const written = given as Readonly<Record<string, unknown>>;
  const place: Source['place'] = (path) => ({ file: name, line: 0, column: 0, path: [...base, ...path].join('.') });
  const problems = new ProblemSet();
  const inFile: Source['place'] = (path) => place(pathInScenario(written, path));
  const report = ({ path, at, what, hint }: Issue) => problems.add({ ...place(path, at), what, hint });
  const take = <T>(parsed: Parsed<T>): T | undefined => {
    if (parsed.ok) return parsed.value;
    for (const issue of parsed.issues) report(issue);
    return undefined;
  };

  for (const issue of unknownKeys(written)) report(issue);
  const plain = take(parseTable(SCENARIO_TABLE as Table, plainPart(written), [], ''));
  const placement = take(parsePlacement(registry, written.placement ?? 'fill'));
  const vms = Array.isArray(written.vms) ? take(parseGroups(registry, written.vms, placement ?? 'fill')) : undefined;
  const text = take(parsePlatform(written.platform));
  const platform = text && inspectPlatformText(text.path, text.xml, text.profiles);
  for (const problem of platform?.problems ?? []) problems.add(problem);
  const files = { experiment: name, readAlready: new Map() };
  const kinds: (readonly [KindKey, KindChoice])[] = [];
  const noneForAll = written.workload === undefined && everyGroupHasWorkload(written.vms);
  const keys = KIND_KEYS.filter((key) => !(key === 'workload' && noneForAll));
  for (const key of keys) {
    const { section } = KIND_SECTIONS[key];
    const read = take(
      parseChoice(registry, section, normalizeKind(registry, section, written[key] ?? KIND_SECTIONS[key].fallback), [
        key,
      ]),
    );
    const choice = read && (await problems.catchAsync(() => loadKind(registry, section, read, [key], files, inFile)));
    if (choice) kinds.push([key, choice]);
  }

  const groups: VmGroup[] = [];
  for (const [i, group] of vms?.entries() ?? []) {
    const own = await problems.catchAsync(() => loadGroup(registry, group, ['vms', i], files, inFile));
    if (own) groups.push(own);
  }

  const complete = kinds.length === keys.length && groups.length === vms?.length;
  if (plain && placement && platform?.files && complete) {
    const { durationS, migrations, storageEnergy, simgrid = {} } = plain as unknown as Scenario;
    const scenario: Scenario = {
      platform: platform.files,
      durationS,
      ...(migrations ? { migrations } : {}),
      storageEnergy,
      vms: groups,
      placement,
      ...(Object.fromEntries(kinds) as unknown as Kinds),
      simgrid,
    };
    await checkCells([{ id: '-', axes: {}, scenario }], registry, problems, {
      problem: (_, issue) => report({ ...issue, path: pathInScenario(written, issue.path) }),
      // whoever writes a scenario by hand has no one to tell
      warning: () => {},
    });
    if (problems.list.length === 0) return scenario;
  }
  throw new InputError(problems.list);
}

const PLAIN_KEYS = Object.keys(SCENARIO_TABLE);
const KEYS = ['platform', 'placement', ...PLAIN_KEYS, ...KIND_KEYS];

const unknownKeys = (written: object): readonly Issue[] =>
  Object.keys(written)
    .filter((key) => !KEYS.includes(key))
    .map((key) => ({ path: [key], at: 'key', what: `unknown key '${key}'`, hint: didYouMean(key, KEYS) }));

/** What is neither the platform nor a kind. Undefined counts as left out. */
const plainPart = (written: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(PLAIN_KEYS.flatMap((key) => (written[key] === undefined ? [] : [[key, written[key]]])));

/** Where in a scenario the value stands that a file has at this path. */
function pathInScenario(written: Readonly<Record<string, unknown>>, [first = '', ...rest]: Path): Path {
  if (first === 'duration') return ['durationS'];
  if (first === 'vms') {
    const [key, ...inside] = rest;
    return key === 'placement' ? [key, ...pathInChoice(written.placement, inside)] : [first];
  }
  return KIND_KEYS.includes(first as KindKey) ? [first, ...pathInChoice(written[first], rest)] : [first];
}

/** A scenario has the parameters of a kind, and of the parts among them, under `parameters`. */
function pathInChoice(choice: unknown, [name, ...rest]: Path): Path {
  if (name === undefined) return [];
  if (!isMapping(choice) || name === 'kind') return [name, ...rest];
  const value = isMapping(choice.parameters) ? choice.parameters[name] : undefined;
  const inside = isMapping(value) && ('kind' in value || 'parameters' in value) ? pathInChoice(value, rest) : rest;
  return ['parameters', name, ...inside];
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The hash, if there is one, is left behind: it is made anew, because finished runs are known by it. */
function parsePlatform(written: unknown): Parsed<Required<PlatformText>> {
  if (written === undefined) {
    const hint = 'a platform as loadPlatform gives it, or { xml }';
    return { ok: false, issues: [{ path: ['platform'], at: 'key', what: "'platform' is missing", hint }] };
  }
  const parsed = parseTable(PLATFORM_TABLE as Table, written, ['platform'], 'platform');
  if (!parsed.ok) return parsed;
  const { path = 'platform.xml', xml, profiles = {} } = parsed.value as unknown as PlatformText;
  return { ok: true, value: { path, xml, profiles } };
}

function parseGroups(
  registry: Registry,
  groups: readonly unknown[],
  placement: StartPlaces,
): Parsed<readonly VmGroup[]> {
  const parsed = groups.map((group, i) => parseGroup(registry, group, ['vms', i]));
  const issues = parsed.flatMap((group) => (group.ok ? [] : group.issues));
  if (issues.length > 0) return { ok: false, issues };
  const vms = parsed.flatMap((group) => (group.ok ? [group.value as unknown as VmGroup] : []));
  const wrong = checkVms(vms, placement, ['placement']);
  return wrong ? { ok: false, issues: [wrong] } : { ok: true, value: vms };
}

function parseGroup(registry: Registry, written: unknown, path: Path): Parsed<Record<string, unknown>> {
  const given = isMapping(written) ? written : {};
  const keys = (Object.keys(GROUP_KINDS) as (keyof typeof GROUP_KINDS)[]).filter((key) => given[key] !== undefined);
  const { workload: _w, arrivals: _a, lifetime: _l, ...plain } = given;
  const own = isMapping(written) ? plain : written;
  const parsed = parseTable(parametersInSi(VMS_TABLE as Table), own, path, 'a group of VMs');
  const kinds = keys.map((key) => {
    const choice = withFallback(given[key], undefined);
    return [key, parseChoice(registry, GROUP_KINDS[key], choice, [...path, key])] as const;
  });
  const issues = [parsed, ...kinds.map(([, kind]) => kind)].flatMap((one) => (one.ok ? [] : one.issues));
  if (!parsed.ok || issues.length > 0) return { ok: false, issues };
  const told = Object.entries(parsed.value).filter(([, value]) => value !== undefined);
  const choices = kinds.flatMap(([key, kind]) => (kind.ok ? [[key, kind.value]] : []));
  return { ok: true, value: Object.fromEntries([...told, ...choices]) };
}

/** The group with the files that its kinds name. Throws InputError. */
async function loadGroup(
  registry: Registry,
  group: VmGroup,
  path: Path,
  files: Parameters<typeof loadKind>[4],
  place: Source['place'],
): Promise<VmGroup> {
  const loaded: [string, KindChoice][] = [];
  for (const [key, section, choice] of kindsOfGroup(group))
    loaded.push([key, await loadKind(registry, section, choice, [...path, key], files, place)]);
  return { ...group, ...Object.fromEntries(loaded) };
}

/** A list of host names, or a kind of placement. */
function parsePlacement(registry: Registry, written: unknown): Parsed<StartPlaces> {
  if (Array.isArray(written)) {
    const hosts = parseValue(HOST_NAMES, written, ['placement']);
    return hosts.ok ? { ok: true, value: hosts.value as readonly string[] } : hosts;
  }
  const choice = parseChoice(registry, 'placements', withFallback(written, 'fill'), ['placement']);
  return choice.ok ? { ok: true, value: shortened(choice.value) } : choice;
}

/** A kind with its parameters, and with its parts, which are read likewise. */
function parseChoice(registry: Registry, section: SectionName, written: unknown, path: Path): Parsed<KindChoice> {
  const found = findKind(registry, section, written, path);
  if (!found.ok) return found;
  const { kind: _, parameters = {}, ...strange } = written as Readonly<Record<string, unknown>>;
  const kind = found.value;
  const table = parametersInSi(kind.parameters);
  const owner = path.join('.');
  const unknown = Object.keys(strange).map((name): Issue => {
    const hint = name in table ? `write { kind: '${kind.name}', parameters: { ${name}: ... } }` : 'remove it';
    return { path: [...path, name], at: 'key', what: `unknown key '${name}' in ${owner}`, hint };
  });
  const inside = [...path, 'parameters'];
  const { own, read } = split(parameters, kind.load ? table : undefined);
  const parsed = parseTable(table, own, inside, `${owner} '${kind.name}'`);
  const given = isMapping(own) ? own : {};
  const parts = Object.entries(table).flatMap(([name, { part, default: fallback }]) => {
    if (part === undefined) return [];
    const choice = withFallback(given[name], fallback);
    return [[name, parseChoice(registry, part as SectionName, choice, [...inside, name])] as const];
  });
  const wrong = [parsed, ...parts.map(([, part]) => part)].flatMap((one) => (one.ok ? [] : one.issues));
  const issues = [...unknown, ...wrong];
  if (!parsed.ok || issues.length > 0) return { ok: false, issues };
  const choices = Object.fromEntries(parts.flatMap(([name, part]) => (part.ok ? [[name, part.value]] : [])));
  return { ok: true, value: { kind: kind.name, parameters: { ...parsed.value, ...choices, ...read } } };
}

/** What is in the table, and what the kind has added when it read its files. */
function split(parameters: unknown, table: Table | undefined) {
  if (!table || typeof parameters !== 'object' || parameters === null) return { own: parameters, read: {} };
  const entries = Object.entries(parameters);
  return {
    own: Object.fromEntries(entries.filter(([name]) => name in table)),
    read: Object.fromEntries(entries.filter(([name]) => !(name in table))),
  };
}
