/** A scenario as someone has written it by hand, held to the same rules as an experiment file, and its defaults filled
 * in. */
import { z } from 'zod';
import { didYouMean } from '../input/did-you-mean.ts';
import { custom, flag, quantity } from '../kind.ts';
import { inspectPlatformText } from '../platform/inspect.ts';
import { InputError } from '../problem.ts';
import type { Registry } from '../registry.ts';
import type { KindChoice, Scenario, VmGroup } from '../scenario.ts';
import { checkCells } from './deep-check.ts';
import { PLATFORM_TABLE, type PlatformText } from './given-platforms.ts';
import { type Issue, type Parsed, parseTable, type Table } from './issue.ts';
import { findKind, normalizeKind, parametersInSi } from './kind-choice.ts';
import { loadKind } from './load-kind.ts';
import { CELL_TABLE, GROUP_TABLE, KIND_KEYS, type KindKey, PLACEMENT } from './parameters.ts';
import { ProblemSet } from './problem-set.ts';
import type { Path, Source } from './source.ts';
import { checkVms } from './vms.ts';

const SCENARIO_TABLE = {
  durationS: custom(z.number().gt(0, { error: 'must be more than zero' }), 's', 'Simulated time'),
  vms: custom(
    z.array(z.unknown(), { error: 'expected a list of groups' }).min(1, { error: 'no group of VMs' }),
    '',
    'Groups of equal VMs: [{ count: 64, vcpus: 1, memoryBytes: 4e9 }]',
  ),
  placement: PLACEMENT,
  storageEnergy: flag('Count the energy of storage hosts', false),
  simgrid: CELL_TABLE.simgrid,
} as const satisfies Table;

const VMS_TABLE = {
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
  const place: Source['place'] = (path) => ({ file: name, line: 0, column: 0, path: [...base, ...path].join('.') });
  const problems = new ProblemSet();
  const inFile: Source['place'] = (path) => place(pathInScenario(path));
  const report = ({ path, at, what, hint }: Issue) => problems.add({ ...place(path, at), what, hint });
  const take = <T>(parsed: Parsed<T>): T | undefined => {
    if (parsed.ok) return parsed.value;
    for (const issue of parsed.issues) report(issue);
    return undefined;
  };

  const written = given as Readonly<Record<string, unknown>>;
  for (const issue of unknownKeys(written)) report(issue);
  const plain = take(parseTable(SCENARIO_TABLE as Table, plainPart(written), [], ''));
  const vms = Array.isArray(written.vms) ? take(parseGroups(written.vms, plain?.placement ?? 'fill')) : undefined;
  const text = take(parsePlatform(written.platform));
  const platform = text && inspectPlatformText(text.path, text.xml, text.profiles);
  for (const problem of platform?.problems ?? []) problems.add(problem);
  const kinds = KIND_KEYS.flatMap((key) => {
    const read = take(parseChoice(registry, key, written[key]));
    const choice =
      read && (read.loaded ? read.choice : problems.catch(() => loadKind(registry, key, read.choice, name, inFile)));
    return choice ? [[key, choice] as const] : [];
  });

  if (plain && vms && platform?.files && kinds.length === KIND_KEYS.length) {
    const { durationS, placement = 'fill', storageEnergy, simgrid = {} } = plain as unknown as Scenario;
    const choices = Object.fromEntries(kinds) as Record<KindKey, KindChoice>;
    const scenario = { platform: platform.files, durationS, vms, placement, storageEnergy, simgrid, ...choices };
    await checkCells([{ id: '-', axes: {}, scenario }], registry, problems, (_, issue) =>
      report({ ...issue, path: pathInScenario(issue.path) }),
    );
    if (problems.list.length === 0) return scenario;
  }
  throw new InputError(problems.list);
}

const PLAIN_KEYS = Object.keys(SCENARIO_TABLE);
const KEYS = ['platform', ...PLAIN_KEYS, ...KIND_KEYS];

const unknownKeys = (written: object): readonly Issue[] =>
  Object.keys(written)
    .filter((key) => !KEYS.includes(key))
    .map((key) => ({ path: [key], at: 'key', what: `unknown key '${key}'`, hint: didYouMean(key, KEYS) }));

/** What is neither the platform nor a kind. Undefined counts as left out. */
const plainPart = (written: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(PLAIN_KEYS.flatMap((key) => (written[key] === undefined ? [] : [[key, written[key]]])));

/** Where in a scenario the value stands that a file has at this path. */
function pathInScenario([first, ...rest]: Path): Path {
  if (first === 'vms') return rest[0] === 'placement' ? rest : ['vms'];
  return KIND_KEYS.includes(first as KindKey) && rest.length > 0
    ? [first as KindKey, 'parameters', ...rest]
    : [first ?? ''];
}

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

function parseGroups(groups: readonly unknown[], placement: unknown): Parsed<readonly VmGroup[]> {
  const parsed = groups.map((group, i) =>
    parseTable(parametersInSi(VMS_TABLE as Table), group, ['vms', i], 'a group of VMs'),
  );
  const issues = parsed.flatMap((group) => (group.ok ? [] : group.issues));
  if (issues.length > 0) return { ok: false, issues };
  const vms = parsed.flatMap((group) => (group.ok ? [group.value as unknown as VmGroup] : []));
  const wrong = checkVms(vms, placement as Scenario['placement'], ['placement']);
  return wrong ? { ok: false, issues: [wrong] } : { ok: true, value: vms };
}

interface ReadChoice {
  readonly choice: KindChoice;
  /** Whether it holds what the kind has read from files. */
  readonly loaded: boolean;
}

function parseChoice(registry: Registry, key: KindKey, written: unknown): Parsed<ReadChoice> {
  const value = normalizeKind(key, written);
  const found = findKind(registry, key, value);
  if (!found.ok) return found;
  const { kind: _, parameters = {}, ...strange } = value as Readonly<Record<string, unknown>>;
  const kind = found.value;
  const table = parametersInSi(kind.parameters);
  const path = [key, 'parameters'];
  const unknown = Object.keys(strange).map((name): Issue => {
    const hint = name in table ? `write { kind: '${kind.name}', parameters: { ${name}: ... } }` : 'remove it';
    return { path: [key, name], at: 'key', what: `unknown key '${name}' in ${key}`, hint };
  });
  const { own, read } = split(parameters, kind.load ? table : undefined);
  const parsed = parseTable(table, own, path, `${key} '${kind.name}'`);
  const issues = [...unknown, ...(parsed.ok ? [] : parsed.issues)];
  if (!parsed.ok || issues.length > 0) return { ok: false, issues };
  const loaded = Object.keys(read).length > 0;
  return { ok: true, value: { choice: { kind: kind.name, parameters: { ...parsed.value, ...read } }, loaded } };
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
