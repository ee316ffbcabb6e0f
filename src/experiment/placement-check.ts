/** Whether the VMs of a scenario fit on the hosts that they start on. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import { SimulationError } from '../base/problem.ts';
import { formatQuantity, parseQuantity } from '../base/units.ts';
import type { Placeable } from '../models/placements/contract.ts';
import type { Registry } from '../models/registry.ts';
import { hostsVms } from '../models/roles.ts';
import { Places } from '../simulation/placement.ts';
import { Room } from '../simulation/room.ts';
import type { Scenario, VmGroup } from '../simulation/scenario.ts';
import { listVms } from '../simulation/vm-groups.ts';
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
export function checkPlacement(
  registry: Registry,
  hosts: readonly HostRoom[],
  { vms, placement }: Vms,
): readonly Issue[] {
  const named = Array.isArray(placement);
  const unknown = named ? unknownHosts(hosts, placement) : [];
  if (unknown.length > 0) return unknown;
  if (!named && !hosts.some(hostsVms)) {
    return [
      {
        path: ['platform'],
        at: 'value',
        what: 'every host of the platform is a warehouse or storage',
        hint: 'VMs start elsewhere: add hosts, or list vms.placement',
      },
    ];
  }
  const rooms = hosts.map(toRoom);
  const each = listVms({ vms });
  try {
    new Places(registry, placement, 0, rooms).all(each, (vm, room) => room.take(vm, 1));
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    const what = `${overfull(each, rooms.filter(hostsVms))} (${error.message})`;
    return [{ path: ['vms', 'count'], at: 'value', what, hint: OVERFULL }];
  }
  return [
    ...memoryIssues(rooms),
    ...vms.flatMap((group, i) => neverFits(registry, placement, hosts.map(toRoom), group, i)),
  ];
}

/** VMs that arrive later would wait for ever where not even empty hosts have room for one. */
function neverFits(
  registry: Registry,
  placement: Scenario['placement'],
  empty: readonly Room[],
  { arrivals, vcpus, memoryBytes }: VmGroup,
  group: number,
): readonly Issue[] {
  if (!arrivals || new Places(registry, placement, 0, empty).find({ name: '', vcpus, memoryBytes })) return [];
  const what = `a VM with ${vcpus} vCPUs and ${formatQuantity(memoryBytes, 'B')} of memory fits on no host, not even on an empty one`;
  return [{ path: ['vms', 'groups', group], at: 'value', what, hint: 'use smaller VMs, or larger hosts' }];
}

function toRoom({ name, cores, role, ram }: HostRoom, index: number): Room {
  const bytes = ram === undefined ? Number.POSITIVE_INFINITY : parseQuantity(ram, 'bytes');
  const ramBytes = typeof bytes === 'number' ? bytes : Number.POSITIVE_INFINITY; // the platform's own check has told
  return new Room({ index, name, cores, role, ramBytes, state: 'awake' });
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Memory counts only where the platform says how much there is. */
function overfull(vms: readonly Placeable[], hosts: readonly Room[]): string {
  const bytes = sum(hosts.map(({ ramBytes }) => ramBytes));
  const limited = bytes < Number.POSITIVE_INFINITY;
  const memory = (amount: number) => (limited ? ` and ${formatQuantity(amount, 'B')} of memory` : '');
  const wanted = `${sum(vms.map(({ vcpus }) => vcpus))} vCPUs${memory(sum(vms.map(({ memoryBytes }) => memoryBytes)))}`;
  const room = `${sum(hosts.map(({ cores }) => cores))} cores${memory(bytes)}`;
  return `${vms.length} VM${vms.length === 1 ? '' : 's'} with ${wanted} do not fit on ${hosts.length} hosts with ${room}`;
}

/** Nobody reads more. */
const ENOUGH = 20;

const OVERFULL = 'use fewer VMs or more hosts, or placement: round-robin, which lets cores be overbooked';

function unknownHosts(hosts: readonly HostRoom[], placement: readonly string[]): readonly Issue[] {
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

function memoryIssues(rooms: readonly Room[]): readonly Issue[] {
  const overfull = rooms.filter(({ ramBytes, committed }) => committed.memoryBytes > ramBytes);
  const [first] = overfull;
  if (!first) return [];
  const others = overfull.length > 1 ? `, and so on for ${overfull.length - 1} more` : '';
  const what = `the VMs on '${first.name}' need ${formatQuantity(first.committed.memoryBytes, 'B')} of memory, it has ${formatQuantity(first.ramBytes, 'B')}${others}`;
  return [{ path: ['vms', 'memory'], at: 'value', what, hint: 'use fewer or smaller VMs, or more hosts' }];
}
