import { arrived, type MigrationRecord } from '../metrics/migration-record.ts';
import { SimulationError } from '../problem.ts';
import { runScenario } from '../run.ts';
import type { KindChoice } from '../scenario.ts';

export interface MovedVm {
  readonly memoryBytes: number;
  readonly bandwidthBytesPerS: number;
  readonly dirtyBytesPerS?: number;
  /** Bytes of hot pages, and their share of the writes. */
  readonly hot?: { readonly setBytes: number; readonly share: number };
  readonly mechanism: KindChoice;
  /** For the run to be long enough. */
  readonly aboutS: number;
}

/** Moves one VM from one host to another over a link without latency, on SimGrid. The link carries its bandwidth in full:
 * network model CM02 without cross-traffic. Throws SimulationError if the VM does not arrive. */
export async function moveOneVm(vm: MovedVm): Promise<MigrationRecord> {
  const { memoryBytes, bandwidthBytesPerS, dirtyBytesPerS = 0, hot = { setBytes: 0, share: 0 } } = vm;
  const { migrations } = await runScenario(
    {
      platform: { path: 'two hosts', hash: '', xml: platform(bandwidthBytesPerS), profiles: {} },
      durationS: 2 * vm.aboutS + 1,
      vms: [{ count: 1, vcpus: 1, memoryBytes }],
      placement: 'fill',
      workload: {
        kind: 'constant',
        parameters: {
          load: 1,
          dirtyRate: dirtyBytesPerS,
          workingSet: memoryBytes,
          hotSet: hot.setBytes,
          hotShare: hot.share,
        },
      },
      policy: { kind: 'scripted', parameters: { sleep: false, moves: [{ at: 0, vm: 'vm-0', to: 'pm-1' }] } },
      mechanism: vm.mechanism,
      migrationEnergy: { kind: 'linear', parameters: { alpha: 0, beta: 0, storageRead: 0 } },
      facility: { kind: 'none', parameters: {} },
      storageEnergy: false,
      simgrid: { 'network/model': 'CM02', 'network/crosstraffic': 'no' },
    },
    0,
  );
  const [migration] = migrations;
  if (!migration || !arrived(migration)) throw new SimulationError('the VM did not arrive at its destination');
  return migration;
}

const platform = (bandwidthBytesPerS: number) => `<?xml version='1.0'?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
<host id="pm-0" speed="1Gf"><prop id="wattage_per_state" value="0:0:0"/><prop id="wattage_off" value="0"/></host>
<host id="pm-1" speed="1Gf"><prop id="wattage_per_state" value="0:0:0"/><prop id="wattage_off" value="0"/></host>
<link id="wire" bandwidth="${bandwidthBytesPerS}Bps" latency="0us"/>
<route src="pm-0" dst="pm-1"><link_ctn id="wire"/></route>
</zone></platform>`;
