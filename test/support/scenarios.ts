import type { Scenario } from '../../src/simulation/scenario.ts';

/** A star of hosts with 4 cores on a switch that blocks nothing; 185 W idle, 235 W busy, 20 W asleep. */
export function star(
  hosts: number,
  options: { mbps?: number; prop?: string; more?: string; latency?: string } = {},
): string {
  const { mbps = 1000, prop = '', more = '', latency = '0us' } = options;
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Floyd">${more}
<cluster id="rack" prefix="pm-" radical="0-${hosts - 1}" suffix="" speed="10Gf" core="4" bw="${mbps}Mbps" lat="${latency}" sharing_policy="SPLITDUPLEX">
<prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/>${prop}</cluster></zone></platform>`;
}

/** Plain network: what a link says is what a flow gets. */
export const PLAIN_NETWORK = { 'network/model': 'CM02', 'network/crosstraffic': 'no' };

/** A scenario that needs only what a test is about. */
export function scenario(
  overrides: Partial<Omit<Scenario, 'platform'>> & { readonly xml: string; readonly profiles?: Record<string, string> },
): Scenario {
  const { xml, profiles = {}, ...rest } = overrides;
  return {
    platform: { path: 'test.xml', hash: '', xml, profiles },
    durationS: 3600,
    vms: [{ count: 1, vcpus: 1, memoryBytes: 4e9 }],
    placement: 'fill',
    workload: constant(0.5),
    policy: { kind: 'none', parameters: {} },
    mechanism: preCopy(),
    migrationEnergy: { kind: 'linear', parameters: { alpha: 0.512, beta: 20.512, storageRead: 0 } },
    facility: { kind: 'none', parameters: {} },
    storageEnergy: false,
    simgrid: {},
    ...rest,
  };
}

export const constant = (load: number, dirtyRate = 0, workingSet = 128e6, hotSet = 0, hotShare = 0) => ({
  kind: 'constant',
  parameters: { load, dirtyRate, workingSet, hotSet, hotShare },
});

export const preCopy = (
  parameters: { setupTime?: number; maxDowntime?: number; maxRounds?: number; bandwidth?: number } = {},
) => ({
  kind: 'pre-copy',
  parameters: {
    setupTime: 2.5,
    maxDowntime: 0.03,
    maxRounds: 30,
    bandwidth: Number.POSITIVE_INFINITY,
    hotPages: 'hot-1',
    ...parameters,
  },
});

export const moves = (...list: readonly (readonly [at: number, vm: string, to: string])[]) => ({
  kind: 'scripted',
  parameters: { sleep: true, moves: list.map(([at, vm, to]) => ({ at, vm, to })) },
});

export const bursty = (kind: 'webserver' | 'tpc-c' | 'full-zero') => ({
  kind,
  parameters: { workingSet: kind === 'tpc-c' ? 1024e6 : 128e6, dirtyRate: 2e6 },
});

export const ffd = (period = 300, offset = 150) => ({ kind: 'ffd', parameters: { period, offset } });
