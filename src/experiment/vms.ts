/** `vms`: one group as a mapping, several as a list, or several with a placement as `{ groups: [...], placement }`. */
import { z } from 'zod';
import { custom, type KindChoice } from '../base/kind.ts';
import { LIMITS } from '../base/limits.ts';
import type { Registry } from '../models/registry.ts';
import type { SectionName } from '../models/sections.ts';
import type { StartPlaces, VmGroup } from '../simulation/scenario.ts';
import type { Issue, Parsed, Table } from './issue.ts';
import { parseParameters } from './kind-choice.ts';
import { GROUP_TABLE, GROUPS_TABLE, VMS_TABLE } from './parameters.ts';
import type { Path } from './source.ts';

interface Vms {
  readonly vms: readonly VmGroup[];
  /** Where in the cell each group stands. */
  readonly groupPaths: readonly Path[];
  readonly placement: StartPlaces;
}

/** The keys of a group that hold a kind, and its section. */
export const GROUP_KINDS = {
  workload: 'workloads',
  arrivals: 'arrivals',
  lifetime: 'lifetimes',
} as const satisfies Partial<Record<keyof VmGroup, SectionName>>;
type GroupKind = keyof typeof GROUP_KINDS;

/** The kinds that a group names, by key and section. */
export function kindsOfGroup(group: VmGroup): readonly (readonly [GroupKind, SectionName, KindChoice])[] {
  return (Object.keys(GROUP_KINDS) as GroupKind[]).flatMap((key) => {
    const choice = group[key];
    return choice ? [[key, GROUP_KINDS[key], choice] as const] : [];
  });
}

export function parseVms(registry: Registry, value: unknown): Parsed<Vms> {
  if (value === undefined)
    return {
      ok: false,
      issues: [issue(['vms'], "'vms' is missing", 'vms: { count: 64, vcpus: 1, memory: 4 GB }', 'key')],
    };
  const parsed = parseShape(registry, value);
  if (!parsed.ok) return parsed;
  const endless = parsed.value.vms.findIndex(({ count, arrivals }) => count === Number.POSITIVE_INFINITY && !arrivals);
  if (endless >= 0) {
    const path = [...(parsed.value.groupPaths[endless] as Path), 'count'];
    const what = `${path.join('.')}: there is no end of VMs at t = 0`;
    return { ok: false, issues: [issue(path, what, 'only arrivals may be unlimited')] };
  }
  const wrong = checkVms(parsed.value.vms, parsed.value.placement, ['vms', 'placement']);
  return wrong ? { ok: false, issues: [wrong] } : parsed;
}

/** What is wrong with the number of VMs, or of hosts in a placement at `path`. */
export function checkVms(vms: readonly VmGroup[], placement: StartPlaces, path: Path): Issue | undefined {
  const total = vmCount(vms);
  if (total > LIMITS.vms.most) return issue(['vms'], `${total} VMs are too many`, `at most ${LIMITS.vms.most}`);
  if (Array.isArray(placement) && vms.some(({ arrivals }) => arrivals)) {
    const what = `${path.join('.')} names hosts, and there are VMs that arrive later`;
    return issue(path, what, 'choose a kind of placement');
  }
  if (!Array.isArray(placement) || placement.length === total) return undefined;
  const what = `${path.join('.')} names ${placement.length} hosts for ${total} VMs`;
  return issue(path, what, 'one host name per VM, in the order of the VMs');
}

/** Whether it is right or wrong: then none has to stand there for all. */
export function everyGroupHasWorkload(vms: unknown): boolean {
  const groups = Array.isArray(vms) ? vms : ((vms as { groups?: unknown } | undefined)?.groups ?? [vms]);
  const has = (group: unknown) => typeof group === 'object' && group !== null && 'workload' in group;
  return Array.isArray(groups) && groups.length > 0 && groups.every(has);
}

/** VMs at t = 0. */
export const vmCount = (vms: readonly VmGroup[]) =>
  vms.reduce((sum, { arrivals, count }) => sum + (arrivals ? 0 : count), 0);

export const HOST_NAMES = custom(z.array(z.string().min(1)), 'host names', 'A host name per VM');

function parseShape(registry: Registry, value: unknown): Parsed<Vms> {
  if (Array.isArray(value)) return parseGroups(registry, value, ['vms'], 'fill');
  const shape = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const several = 'groups' in shape;
  const table: Table = several ? GROUPS_TABLE : VMS_TABLE;
  // a list is read as such, and anything else as a kind of placement
  const own = Array.isArray(shape.placement) ? { ...table, placement: HOST_NAMES as Table[string] } : table;
  const parsed = parseParameters(registry, own, value, ['vms'], 'vms');
  if (!parsed.ok) return parsed;
  const placement = shortened(parsed.value.placement as Exclude<StartPlaces, string>);
  if (several) return parseGroups(registry, parsed.value.groups as unknown[], ['vms', 'groups'], placement);
  return { ok: true, value: { vms: [toGroup(parsed.value)], groupPaths: [['vms']], placement } };
}

function parseGroups(registry: Registry, groups: readonly unknown[], path: Path, placement: StartPlaces): Parsed<Vms> {
  if (groups.length === 0) return { ok: false, issues: [issue(path, 'vms: no group of VMs', 'list at least one')] };
  const groupPaths = groups.map((_, i) => [...path, i]);
  const parsed = groups.map((group, i) =>
    parseParameters(registry, GROUP_TABLE as Table, group, groupPaths[i] as Path, 'a group of VMs'),
  );
  const issues = parsed.flatMap((group) => (group.ok ? [] : group.issues));
  if (issues.length > 0) return { ok: false, issues };
  const vms = parsed.flatMap((group) => (group.ok ? [toGroup(group.value)] : []));
  return { ok: true, value: { vms, groupPaths, placement } };
}

/** A placement without parameters is its name. */
export const shortened = (placement: Exclude<StartPlaces, string>): StartPlaces =>
  'kind' in placement && Object.keys(placement.parameters).length === 0 ? placement.kind : placement;

/** What is left out in the file is left out here. */
function toGroup({ count, vcpus, memory, ...rest }: Record<string, unknown>): VmGroup {
  const told = OPTIONAL.flatMap((key) => (rest[key] === undefined ? [] : [[key, rest[key]]]));
  return { count, vcpus, memoryBytes: memory, ...Object.fromEntries(told) } as VmGroup;
}

const OPTIONAL = ['name', 'speed', 'whenFull', ...Object.keys(GROUP_KINDS)] as const;

const issue = (path: Path, what: string, hint: string, at: Issue['at'] = 'value'): Issue => ({ path, at, what, hint });
