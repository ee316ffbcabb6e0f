/** Whether the VMs of a scenario fit on the hosts that they start on. */
import { didYouMean } from '../input/did-you-mean.ts';
import { SimulationError } from '../problem.ts';
import { hostsVms } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { placeVms } from '../simulation/placement.ts';
import { formatQuantity, parseQuantity } from '../units.ts';
import type { Issue } from './issue.ts';

export interface HostRoom {
  readonly name: string;
  readonly cores: number;
  readonly role: string | undefined;
  /** The `ram` property as written; undefined for no limit. */
  readonly ram: string | undefined;
}

type Vms = Pick<Scenario, 'vms' | 'placement'>;

/** Issues at paths of the cell. */
export function checkPlacement(hosts: readonly HostRoom[], { vms, placement }: Vms): readonly Issue[] {
  const unknown = unknownHosts(hosts, placement);
  if (unknown.length > 0) return unknown;
  const each = vms.flatMap(({ count, vcpus, memoryBytes }) =>
    Array.from({ length: count }, () => ({ vcpus, memoryBytes })),
  );
  const open = hosts.filter(hostsVms);
  if (open.length === 0 && typeof placement === 'string') {
    return [
      {
        path: ['platform'],
        at: 'value',
        what: 'every host of the platform is a warehouse or storage',
        hint: 'VMs start elsewhere: add hosts, or list vms.placement',
      },
    ];
  }
  const places = fill(each, { vms, placement }, hosts, open);
  return typeof places === 'string'
    ? [{ path: ['vms', 'count'], at: 'value', what: places, hint: OVERFULL }]
    : memoryIssues(hosts, each, places);
}

/** Nobody reads more. */
const ENOUGH = 20;

const OVERFULL = 'use fewer VMs or more hosts, or placement: round-robin, which lets hosts be overbooked';

function unknownHosts(hosts: readonly HostRoom[], placement: Scenario['placement']): readonly Issue[] {
  if (typeof placement === 'string') return [];
  const names = new Set(hosts.map(({ name }) => name));
  const unknown = [...placement.entries()].filter(([, name]) => !names.has(name)).slice(0, ENOUGH);
  return unknown.map(([i, name]): Issue => {
    return {
      path: ['vms', 'placement', i],
      at: 'value',
      what: `there is no host '${name}'`,
      hint: didYouMean(name, names),
    };
  });
}

/** The host of each VM, or why they do not fit by vCPUs. */
function fill(
  each: readonly { readonly vcpus: number }[],
  { placement }: Vms,
  hosts: readonly HostRoom[],
  open: readonly HostRoom[],
) {
  try {
    return placeVms(
      placement,
      each.map(({ vcpus }) => vcpus),
      hosts,
    );
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    const wanted = sum(each.map(({ vcpus }) => vcpus));
    return `${each.length} VM${each.length === 1 ? '' : 's'} with ${wanted} vCPUs do not fit on ${open.length} hosts with ${sum(open.map(({ cores }) => cores))} cores (${error.message})`;
  }
}

function memoryIssues(
  hosts: readonly HostRoom[],
  each: readonly { readonly memoryBytes: number }[],
  places: readonly number[],
): readonly Issue[] {
  const used = new Float64Array(hosts.length);
  for (const [vm, host] of places.entries()) used[host] = (used[host] as number) + (each[vm]?.memoryBytes as number);
  const overfull = hosts.flatMap(({ name, ram }, i) => {
    const bytes = ram === undefined ? Number.POSITIVE_INFINITY : parseQuantity(ram, 'bytes');
    return typeof bytes === 'number' && (used[i] as number) > bytes ? [{ name, bytes, used: used[i] as number }] : [];
  });
  const [first] = overfull;
  if (!first) return [];
  const others = overfull.length > 1 ? `, and so on for ${overfull.length - 1} more` : '';
  const what = `the VMs on '${first.name}' need ${formatQuantity(first.used, 'B')} of memory, it has ${formatQuantity(first.bytes, 'B')}${others}`;
  return [{ path: ['vms', 'memory'], at: 'value', what, hint: 'use fewer or smaller VMs, or more hosts' }];
}
