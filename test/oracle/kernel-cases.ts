/** Cases for the kernel alone: what it can do that the other cases do not ask of it. */
import { randomStream } from '../../src/base/random.ts';
import type { Case, CaseEvent, CaseVm } from './replay.ts';

const GB = 1e9;
const HOSTS = ['pm-0', 'pm-1', 'pm-2'];

interface KernelCase {
  readonly name: string;
  readonly case: Case;
}

function make(
  name: string,
  rest: Partial<Case> & { readonly events: readonly CaseEvent[] },
  xml = platform(),
): KernelCase {
  const random = randomStream(0, name);
  const vms = rest.vms ?? [];
  const loads = vms.flatMap(({ name: vm }) =>
    [0, 700, 1400].map((timeS) => ({ timeS, vm, load: random.between(0.1, 1) })),
  );
  const common = { simgrid: {}, endS: 2000, setupS: 0, bandwidth: Number.POSITIVE_INFINITY, sleep: false, moves: [] };
  return { name, case: { xml, ...common, vms, loads: loads.sort((a, b) => a.timeS - b.timeS), ...rest } };
}

/** `vm-0`, `vm-1`, ... on the hosts in turn. */
function vmsOn(hosts: readonly string[], count: number, vcpus = 1): readonly CaseVm[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `vm-${i}`,
    vcpus,
    memoryBytes: 4 * GB,
    host: hosts[i % hosts.length] as string,
    workingSetBytes: GB,
    dirtyRate: 0,
  }));
}

export const KERNEL_CASES: readonly KernelCase[] = [
  make('pstates up and down under load', {
    vms: vmsOn(HOSTS, 9),
    events: [
      { kind: 'pstate', timeS: 100, host: 'pm-0', pstate: 1 },
      { kind: 'pstate', timeS: 300, host: 'pm-1', pstate: 2 },
      { kind: 'pstate', timeS: 800, host: 'pm-0', pstate: 2 },
      { kind: 'pstate', timeS: 900, host: 'pm-0', pstate: 0 },
      { kind: 'pstate', timeS: 1400, host: 'pm-2', pstate: 1 },
    ],
  }),
  make('pstates of overcommitted and of idle hosts', {
    vms: vmsOn(['pm-0'], 6, 2),
    events: [
      { kind: 'pstate', timeS: 123.4, host: 'pm-0', pstate: 2 },
      { kind: 'pstate', timeS: 500, host: 'pm-1', pstate: 1 },
      { kind: 'pstate', timeS: 1234.5, host: 'pm-0', pstate: 1 },
    ],
  }),
  make('VMs that come and go', {
    vms: vmsOn(HOSTS, 8),
    events: [
      { kind: 'arrive', timeS: 50, vm: 'vm-3' },
      { kind: 'arrive', timeS: 700, vm: 'vm-4' },
      { kind: 'depart', timeS: 750, vm: 'vm-0' },
      { kind: 'arrive', timeS: 800, vm: 'vm-5' },
      { kind: 'depart', timeS: 1000, vm: 'vm-3' },
      { kind: 'depart', timeS: 1400, vm: 'vm-1' },
    ],
  }),
  make('hosts switched off and on, with VMs that arrive there later', {
    vms: vmsOn(HOSTS, 6),
    events: [
      { kind: 'depart', timeS: 200, vm: 'vm-2' },
      { kind: 'switch', timeS: 300, host: 'pm-1', on: false },
      { kind: 'switch', timeS: 600, host: 'pm-1', on: true },
      { kind: 'arrive', timeS: 900, vm: 'vm-4' },
    ],
  }),
  make(
    'a host that fails and comes back',
    { vms: vmsOn(HOSTS, 6), events: [{ kind: 'arrive', timeS: 1100, vm: 'vm-3' }] },
    platform({ failing: true }),
  ),
  make('work on the host beside its VMs', {
    vms: vmsOn(['pm-0', 'pm-1'], 4),
    events: [
      { kind: 'task', timeS: 100, host: 'pm-0', cores: 1, endS: 400 },
      { kind: 'task', timeS: 300, host: 'pm-1', cores: 2, endS: 1900 },
      { kind: 'task', timeS: 350, host: 'pm-0', cores: 4, endS: 1500 },
    ],
  }),
  make('work on an overcommitted host, VMs of two vCPUs', {
    vms: vmsOn(['pm-0'], 5, 2),
    events: [
      { kind: 'task', timeS: 10, host: 'pm-0', cores: 3, endS: 1000 },
      { kind: 'pstate', timeS: 500, host: 'pm-0', pstate: 1 },
    ],
  }),
  make('links with flows that make room for each other', {
    linkEnergy: true,
    events: [
      { kind: 'flow', timeS: 10, from: 'pm-0', to: 'pm-1', bytes: 20 * GB },
      { kind: 'flow', timeS: 20, from: 'pm-2', to: 'pm-1', bytes: 4 * GB },
      { kind: 'flow', timeS: 30, from: 'pm-0', to: 'pm-2', bytes: 9 * GB },
      { kind: 'flow', timeS: 1500, from: 'pm-1', to: 'pm-0', bytes: GB },
    ],
  }),
  make('links without cross-traffic, and flows that do not end', {
    linkEnergy: true,
    simgrid: { 'network/model': 'CM02', 'network/crosstraffic': 'no' },
    events: [
      { kind: 'flow', timeS: 0, from: 'pm-0', to: 'pm-1', bytes: 500 * GB },
      { kind: 'flow', timeS: 100, from: 'pm-0', to: 'pm-2', bytes: 30 * GB },
      { kind: 'flow', timeS: 200, from: 'pm-2', to: 'pm-1', bytes: 5 * GB },
    ],
  }),
];

/** Three hosts with three pstates on a star; if it is failing, the first one is down from 400 s to 1,000 s. */
function platform({ failing = false } = {}): string {
  const host = (name: string) => `<host id="${name}" speed="10Gf,7Gf,4Gf" core="4">
    <prop id="wattage_per_state" value="185:190:235,150:155:190,120:121:140"/><prop id="wattage_off" value="20"/></host>`;
  const link = (name: string, i: number) =>
    `<link id="${name}-nic" bandwidth="1Gbps" latency="50us"><prop id="wattage_range" value="${3 + i}:${8 + 2 * i}"/></link>`;
  const route = (from: string, to: string) =>
    `<route src="${from}" dst="${to}"><link_ctn id="${from}-nic"/><link_ctn id="${to}-nic"/></route>`;
  const trace = failing
    ? `<trace id="failing" periodicity="5000">400 0\n1000 1\n</trace><trace_connect kind="HOST_AVAIL" trace="failing" element="pm-0"/>`
    : '';
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1">
<zone id="z" routing="Full">${HOSTS.map(host).join('')}${HOSTS.map(link).join('')}
${route('pm-0', 'pm-1')}${route('pm-0', 'pm-2')}${route('pm-1', 'pm-2')}</zone>${trace}</platform>`;
}
