/** `vms`: one group as a mapping, several as a list, or several with a placement as `{ groups: [...], placement }`. */
import type { Placement, VmGroup } from '../scenario.ts';
import { type Issue, type Parsed, parseTable, type Table } from './issue.ts';
import { GROUP_TABLE, GROUPS_TABLE, VMS_TABLE } from './parameters.ts';
import type { Path } from './source.ts';

interface Vms {
  readonly vms: readonly VmGroup[];
  readonly placement: Placement;
}

const MOST_VMS = 1_000_000;

export function parseVms(value: unknown): Parsed<Vms> {
  if (value === undefined)
    return {
      ok: false,
      issues: [issue(['vms'], "'vms' is missing", 'vms: { count: 64, vcpus: 1, memory: 4 GB }', 'key')],
    };
  const parsed = parseShape(value);
  if (!parsed.ok) return parsed;
  const wrong = checkVms(parsed.value.vms, parsed.value.placement, ['vms', 'placement']);
  return wrong ? { ok: false, issues: [wrong] } : parsed;
}

/** What is wrong with the number of VMs, or of hosts in a placement at `path`. */
export function checkVms(vms: readonly VmGroup[], placement: Placement, path: Path): Issue | undefined {
  const total = vmCount(vms);
  if (total > MOST_VMS) return issue(['vms'], `${total} VMs are too many`, `at most ${MOST_VMS}`);
  if (typeof placement === 'string' || placement.length === total) return undefined;
  const what = `${path.join('.')} names ${placement.length} hosts for ${total} VMs`;
  return issue(path, what, 'one host name per VM, in the order of the VMs');
}

export const vmCount = (vms: readonly VmGroup[]) => vms.reduce((sum, group) => sum + group.count, 0);

function parseShape(value: unknown): Parsed<Vms> {
  if (Array.isArray(value)) return parseGroups(value, ['vms'], 'fill');
  const several = typeof value === 'object' && value !== null && 'groups' in value;
  const parsed = parseTable((several ? GROUPS_TABLE : VMS_TABLE) as Table, value, ['vms'], 'vms');
  if (!parsed.ok) return parsed;
  const placement = (parsed.value.placement ?? 'fill') as Placement;
  if (several) return parseGroups(parsed.value.groups as unknown[], ['vms', 'groups'], placement);
  return { ok: true, value: { vms: [toGroup(parsed.value)], placement } };
}

function parseGroups(groups: readonly unknown[], path: Path, placement: Placement): Parsed<Vms> {
  if (groups.length === 0) return { ok: false, issues: [issue(path, 'vms: no group of VMs', 'list at least one')] };
  const parsed = groups.map((group, i) => parseTable(GROUP_TABLE as Table, group, [...path, i], 'a group of VMs'));
  const issues = parsed.flatMap((group) => (group.ok ? [] : group.issues));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { vms: parsed.flatMap((group) => (group.ok ? [toGroup(group.value)] : [])), placement } };
}

const toGroup = (parsed: Record<string, unknown>): VmGroup => ({
  count: parsed.count as number,
  vcpus: parsed.vcpus as number,
  memoryBytes: parsed.memory as number,
});

const issue = (path: Path, what: string, hint: string, at: Issue['at'] = 'value'): Issue => ({ path, at, what, hint });
