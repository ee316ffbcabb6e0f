/** Cases in which the two simulators are held against each other: each varies something that has gone wrong, or could.
 * The loads are drawn from a seeded stream, so that every run of the tests sees the same cases. */
import { type Random, randomStream } from '../../src/base/random.ts';
import type { Case, CaseVm } from './replay.ts';

interface Shape {
  readonly name: string;
  readonly hosts?: number;
  readonly vms?: number;
  readonly vcpus?: readonly number[];
  readonly memoryBytes?: readonly number[];
  readonly workingSetBytes?: number;
  /** Bytes/s at full load. */
  readonly dirtyRates?: readonly number[];
  /** VMs start on the first hosts only, so that those are overcommitted. */
  readonly crowded?: boolean;
  readonly network?: 'star' | 'shared' | 'asymmetric' | 'fatpipe' | 'two-level';
  readonly mbps?: number;
  readonly simgrid?: Readonly<Record<string, string>>;
  readonly setupS?: number;
  readonly bandwidth?: number;
  readonly sleep?: boolean;
  readonly loadChanges?: number;
  readonly moves?: number;
  /** All moves at this time instead of spread out. */
  readonly together?: boolean;
  readonly zeroLoads?: boolean;
  readonly endS?: number;
}

const GB = 1e9;
const MB = 1e6;
const GiB = 2 ** 30;

const SHAPES: readonly Shape[] = [
  { name: 'one VM, one move', vms: 1, hosts: 2, moves: 1 },
  { name: 'no dirtying', dirtyRates: [0] },
  { name: '512 MB', memoryBytes: [512 * MB] },
  { name: '1 GiB', memoryBytes: [GiB] },
  { name: '4 GiB, more than 32 bits hold', memoryBytes: [4 * GiB] },
  { name: '16 GB', memoryBytes: [16 * GB], endS: 20_000 },
  { name: '64 GB', memoryBytes: [64 * GB], hosts: 3, vms: 3, endS: 40_000 },
  { name: 'mixed memory', memoryBytes: [512 * MB, 4 * GB, 8 * GB, 64 * GB], endS: 40_000 },
  { name: '2 vCPUs', vcpus: [2] },
  { name: '4 vCPUs', vcpus: [4] },
  { name: 'mixed vCPUs', vcpus: [1, 2, 4] },
  { name: 'overcommitted hosts', crowded: true, vms: 12, vcpus: [1] },
  { name: 'overcommitted hosts, mixed vCPUs', crowded: true, vms: 10, vcpus: [1, 2, 4] },
  { name: 'overcommitted and sleeping', crowded: true, vms: 10, vcpus: [1, 2], sleep: true },
  { name: 'slow dirtying', dirtyRates: [2 * MB] },
  { name: 'fast dirtying, small working set', dirtyRates: [200 * MB], workingSetBytes: 64 * MB },
  { name: 'dirtying at half the network', dirtyRates: [55 * MB], workingSetBytes: GB },
  { name: 'dirtying just below the network', dirtyRates: [100 * MB], workingSetBytes: GB, vms: 2, hosts: 3, moves: 4 },
  { name: 'all at once', together: true, moves: 6 },
  { name: 'all at once over one shared link', together: true, moves: 6, network: 'shared' },
  { name: 'shared link', network: 'shared', endS: 20_000 },
  { name: 'asymmetric routes', network: 'asymmetric', endS: 20_000 },
  { name: 'fat pipe', network: 'fatpipe' },
  { name: 'racks behind uplinks', network: 'two-level', hosts: 6, vms: 10, endS: 20_000 },
  { name: '10 Gbps', mbps: 10_000 },
  { name: '100 Mbps', mbps: 100, endS: 60_000 },
  { name: 'CM02', simgrid: { 'network/model': 'CM02' } },
  { name: 'no cross-traffic', simgrid: { 'network/crosstraffic': 'no' } },
  { name: 'CM02 without cross-traffic', simgrid: { 'network/model': 'CM02', 'network/crosstraffic': 'no' } },
  { name: 'other factors', simgrid: { 'network/bandwidth-factor': '0.8', 'network/latency-factor': '3' } },
  { name: 'setup time', setupS: 2.5 },
  { name: 'capped at 40 MB/s', bandwidth: 40 * MB, endS: 20_000 },
  { name: 'hosts that sleep', sleep: true, vms: 5, hosts: 6, moves: 12 },
  { name: 'hosts that sleep, setup time', sleep: true, vms: 5, hosts: 6, moves: 12, setupS: 2.5 },
  { name: 'VMs that fall idle', zeroLoads: true, loadChanges: 60 },
  { name: 'VMs that fall idle, sleeping hosts', zeroLoads: true, sleep: true, loadChanges: 60, moves: 12 },
  { name: 'many load changes while migrating', loadChanges: 400, network: 'shared', endS: 20_000 },
  { name: 'many VMs', hosts: 8, vms: 32, loadChanges: 200, moves: 40, endS: 20_000 },
];

export const CASES: readonly { readonly name: string; readonly case: Case }[] = SHAPES.map((shape) => ({
  name: shape.name,
  case: makeCase(shape, randomStream(0, shape.name)),
}));

function makeCase(shape: Shape, random: Random): Case {
  const hosts = Array.from({ length: shape.hosts ?? 4 }, (_, i) => `pm-${i}`);
  const endS = shape.endS ?? 5000;
  const nth = <T>(list: readonly T[], i: number) => list[i % list.length] as T;
  const vms = Array.from(
    { length: shape.vms ?? 6 },
    (_, i): CaseVm => ({
      name: `vm-${i}`,
      vcpus: nth(shape.vcpus ?? [1], i),
      memoryBytes: nth(shape.memoryBytes ?? [4 * GB], i),
      host: nth(shape.crowded ? hosts.slice(0, 2) : hosts, i),
      workingSetBytes: shape.workingSetBytes ?? 128 * MB,
      dirtyRate: nth(shape.dirtyRates ?? [2 * MB, 5 * MB, 10 * MB], i),
    }),
  );
  const draw = () => (shape.zeroLoads && random.unit() < 0.4 ? 0 : random.between(0.05, 1));
  const vmAt = () => vms[random.below(vms.length)] as CaseVm;
  const later = Array.from({ length: shape.loadChanges ?? 20 }, () => ({
    timeS: random.between(1, endS),
    vm: vmAt().name,
    load: draw(),
  }));
  const moves = Array.from({ length: shape.moves ?? 8 }, (_, i) => ({
    timeS: shape.together ? 100 : random.between(50, endS * 0.6),
    vm: (shape.together ? nth(vms, i) : vmAt()).name,
    to: hosts[random.below(hosts.length)] as string,
  }));
  const byTime = (a: { timeS: number }, b: { timeS: number }) => a.timeS - b.timeS;
  return {
    xml: platform(hosts, shape.network ?? 'star', shape.mbps ?? 1000),
    simgrid: shape.simgrid ?? {},
    endS,
    setupS: shape.setupS ?? 0,
    bandwidth: shape.bandwidth ?? Number.POSITIVE_INFINITY,
    sleep: shape.sleep ?? false,
    vms,
    loads: [...vms.map(({ name }) => ({ timeS: 0, vm: name, load: draw() })), ...later.sort(byTime)],
    moves: moves.sort(byTime),
  };
}

function platform(hosts: readonly string[], network: NonNullable<Shape['network']>, mbps: number): string {
  const machines = hosts.map(
    (name) =>
      `<host id="${name}" speed="10Gf" core="4"><prop id="wattage_per_state" value="185:190:235"/><prop id="wattage_off" value="20"/></host>`,
  );
  const pairs = hosts.flatMap((a, i) => hosts.slice(i + 1).map((b) => [a, b] as const));
  const route = (a: string, b: string, links: readonly string[], symmetrical = 'YES') =>
    `<route src="${a}" dst="${b}" symmetrical="${symmetrical}">${links.map((link) => `<link_ctn id="${link}"/>`).join('')}</route>`;
  const full = (links: readonly string[], routes: readonly string[]) =>
    `<zone id="z" routing="Full">${[...machines, ...links, ...routes].join('\n')}</zone>`;
  const link = (id: string, rate: number, policy = 'SHARED') =>
    `<link id="${id}" bandwidth="${rate}Mbps" latency="50us" sharing_policy="${policy}"/>`;
  const body = () => {
    if (network === 'shared')
      return full(
        [link('bus', mbps)],
        pairs.map(([a, b]) => route(a, b, ['bus'])),
      );
    if (network === 'fatpipe')
      return full(
        [link('pipe', mbps, 'FATPIPE')],
        pairs.map(([a, b]) => route(a, b, ['pipe'])),
      );
    if (network === 'asymmetric') {
      const there = pairs.map(([a, b]) => route(a, b, ['fast'], 'NO'));
      const back = pairs.map(([a, b]) => route(b, a, ['slow', 'fast'], 'NO'));
      return full([link('fast', mbps), link('slow', mbps / 4)], [...there, ...back]);
    }
    const uplinks = hosts.map((name) => link(`${name}-nic`, mbps));
    if (network === 'star')
      return full(
        uplinks,
        pairs.map(([a, b]) => route(a, b, [`${a}-nic`, `${b}-nic`])),
      );
    const rack = (name: string) => `rack-${hosts.indexOf(name) % 2}`;
    const way = (a: string, b: string) =>
      rack(a) === rack(b) ? [`${a}-nic`, `${b}-nic`] : [`${a}-nic`, rack(a), rack(b), `${b}-nic`];
    return full(
      [...uplinks, link('rack-0', mbps), link('rack-1', mbps)],
      pairs.map(([a, b]) => route(a, b, way(a, b))),
    );
  };
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1">${body()}</platform>`;
}
