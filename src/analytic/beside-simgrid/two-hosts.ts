import type { Scenario } from '../../simulation/scenario.ts';
import type { PreCopyCase } from '../index.ts';
import type { Writes } from './side-by-side.ts';

/** Where the simulated world may differ from the one that the formulas describe. */
export interface World {
  /** Distinct memory that the VM writes, bytes; all of it by default. */
  readonly workingSetBytes?: number;
  /** Of the link, s; none by default. */
  readonly latencyS?: number;
}

const MANY_ROUNDS = 1e6;

/** One VM that moves at t = 0 between two hosts, over a link of its own that gives it the formula's bandwidth. */
export function twoHosts(c: PreCopyCase, writes: Writes, hotLast: boolean, alpha: number, world: World): Scenario {
  const memoryBytes = c.pages * c.pageBytes;
  const dirtyRate = (writes.coldPagesPerS + writes.hotPagesPerS) * c.pageBytes;
  const allowedBytes = alpha * c.live * memoryBytes;
  return {
    platform: {
      path: 'two-hosts.xml',
      hash: '',
      xml: platform(c.bandwidthBytesPerS, world.latencyS ?? 0),
      profiles: {},
    },
    durationS: (1e3 * memoryBytes) / c.bandwidthBytesPerS,
    vms: [{ count: 1, vcpus: 1, memoryBytes }],
    placement: ['from'],
    workload: {
      kind: 'constant',
      parameters: {
        load: 1,
        dirtyRate,
        workingSet: world.workingSetBytes ?? memoryBytes,
        hotSet: Math.round(writes.hotPageRatio * memoryBytes),
        hotShare: dirtyRate > 0 ? (writes.hotPagesPerS * c.pageBytes) / dirtyRate : 0,
      },
    },
    policy: { kind: 'scripted', parameters: { moves: [{ at: 0, vm: 'vm-0', to: 'to' }], sleep: true } },
    mechanism: {
      kind: 'pre-copy',
      parameters: {
        setupTime: 0,
        // a byte more: what is left may be alpha * Ps to the last digit
        maxDowntime: (allowedBytes + 1) / c.bandwidthBytesPerS,
        maxRounds: MANY_ROUNDS,
        bandwidth: Number.POSITIVE_INFINITY,
        hotPages: hotLast ? 'hot-2' : 'hot-1',
      },
    },
    migrationEnergy: { kind: 'linear', parameters: { alpha: 0, beta: 0, storageRead: 0 } },
    facility: { kind: 'none', parameters: {} },
    storageEnergy: false,
    simgrid: { 'network/model': 'CM02', 'network/crosstraffic': 'no' },
  };
}

const platform = (bandwidthBytesPerS: number, latencyS: number) => `<?xml version='1.0'?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
  <zone id="pair" routing="Full">
    ${['from', 'to'].map((id) => `<host id="${id}" speed="1Gf"><prop id="wattage_per_state" value="0:0"/></host>`).join('')}
    <link id="link" bandwidth="${bandwidthBytesPerS}Bps" latency="${latencyS}s"/>
    <route src="from" dst="to"><link_ctn id="link"/></route>
  </zone>
</platform>`;
