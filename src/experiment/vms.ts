/** `vms`: one group as a mapping, several as a list, or several with a placement as `{ groups: [...], placement }`. */
import { z } from 'zod';
import { custom } from '../base/kind.ts';
import { LIMITS } from '../base/limits.ts';
import type { Registry } from '../models/registry.ts';
import type { StartPlaces, VmGroup } from '../simulation/scenario.ts';
import { type Issue, type Parsed, parseTable, type Table } from './issue.ts';
import { parseParameters } from './kind-choice.ts';
import { GROUP_TABLE, GROUPS_TABLE, VMS_TABLE } from './parameters.ts';
import type { Path } from './source.ts';

interface Vms {
  readonly vms: readonly VmGroup[];
  readonly placement: StartPlaces;
}

export function parseVms(registry: Registry, value: unknown): Parsed<Vms> {
  if (value === undefined)
    return {
      ok: false,
      issues: [issue(['vms'], "'vms' is missing", 'vms: { count: 64, vcpus: 1, memory: 4 GB }', 'key')],
    };
  const parsed = parseShape(registry, value);
  if (!parsed.ok) return parsed;
  const wrong = checkVms(parsed.value.vms, parsed.value.placement, ['vms', 'placement']);
  return wrong ? { ok: false, issues: [wrong] } : parsed;
}

/** What is wrong with the number of VMs, or of hosts in a placement at `path`. */
export function checkVms(vms: readonly VmGroup[], placement: StartPlaces, path: Path): Issue | undefined {
  const total = vmCount(vms);
  if (total > LIMITS.vms.most) return issue(['vms'], `${total} VMs are too many`, `at most ${LIMITS.vms.most}`);
  if (!Array.isArray(placement) || placement.length === total) return undefined;
  const what = `${path.join('.')} names ${placement.length} hosts for ${total} VMs`;
  return issue(path, what, 'one host name per VM, in the order of the VMs');
}

export const vmCount = (vms: readonly VmGroup[]) => vms.reduce((sum, group) => sum + group.count, 0);

export const HOST_NAMES = custom(z.array(z.string().min(1)), 'host names', 'A host name per VM');

function parseShape(registry: Registry, value: unknown): Parsed<Vms> {
  if (Array.isArray(value)) return parseGroups(value, ['vms'], 'fill');
  const shape = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const several = 'groups' in shape;
  const table: Table = several ? GROUPS_TABLE : VMS_TABLE;
  // a list is read as such, and anything else as a kind of placement
  const own = Array.isArray(shape.placement) ? { ...table, placement: HOST_NAMES as Table[string] } : table;
  const parsed = parseParameters(registry, own, value, ['vms'], 'vms');
  if (!parsed.ok) return parsed;
  const placement = shortened(parsed.value.placement as Exclude<StartPlaces, string>);
  if (several) return parseGroups(parsed.value.groups as unknown[], ['vms', 'groups'], placement);
  return { ok: true, value: { vms: [toGroup(parsed.value)], placement } };
}

function parseGroups(groups: readonly unknown[], path: Path, placement: StartPlaces): Parsed<Vms> {
  if (groups.length === 0) return { ok: false, issues: [issue(path, 'vms: no group of VMs', 'list at least one')] };
  const parsed = groups.map((group, i) => parseTable(GROUP_TABLE as Table, group, [...path, i], 'a group of VMs'));
  const issues = parsed.flatMap((group) => (group.ok ? [] : group.issues));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { vms: parsed.flatMap((group) => (group.ok ? [toGroup(group.value)] : [])), placement } };
}

/** A placement without parameters is its name. */
export const shortened = (placement: Exclude<StartPlaces, string>): StartPlaces =>
  'kind' in placement && Object.keys(placement.parameters).length === 0 ? placement.kind : placement;

const toGroup = (parsed: Record<string, unknown>): VmGroup => ({
  count: parsed.count as number,
  vcpus: parsed.vcpus as number,
  memoryBytes: parsed.memory as number,
});

const issue = (path: Path, what: string, hint: string, at: Issue['at'] = 'value'): Issue => ({ path, at, what, hint });
