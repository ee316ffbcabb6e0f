/** The day that both sides of the benchmark run: 32 hosts, 128 VMs, web servers, FFD every 300 s, pre-copy. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { randomStream } from '../src/random.ts';
import { builtIn } from '../src/registry.ts';
import { runScenario } from '../src/run.ts';
import type { Scenario } from '../src/scenario.ts';
import { listVms } from '../src/simulation/build.ts';
import { placeVms } from '../src/simulation/placement.ts';
import type { Case } from '../test/oracle/replay.ts';

const WORKING_SET = 128e6;
const DIRTY_RATE = 2e6;

export const DAY: Scenario = {
  platform: {
    path: 'platforms/rack32-10g.xml',
    hash: '',
    xml: readFileSync(fileURLToPath(new URL('../platforms/rack32-10g.xml', import.meta.url)), 'utf8'),
    profiles: {},
  },
  durationS: 86_400,
  vms: [{ count: 128, vcpus: 1, memoryBytes: 4e9 }],
  placement: 'fill',
  workload: { kind: 'webserver', parameters: { workingSet: WORKING_SET, dirtyRate: DIRTY_RATE } },
  policy: { kind: 'ffd', parameters: { period: 300, offset: 150 } },
  mechanism: {
    kind: 'pre-copy',
    parameters: {
      setupTime: 2.5,
      maxDowntime: 0.03,
      maxRounds: 30,
      bandwidth: Number.POSITIVE_INFINITY,
      hotPages: 'hot-1',
    },
  },
  migrationEnergy: { kind: 'linear', parameters: { alpha: 0.512, beta: 20.512, storageRead: 0 } },
  facility: { kind: 'none', parameters: {} },
  storageEnergy: false,
  simgrid: {},
};

/** The same day for native SimGrid: the loads that this seed draws, and the moves that the policy made of them. The
 * native side is spared the policy. It writes memory in proportion to the load; with 2 MB/s at most and 128 MB of
 * working set that changes the bytes of a migration by less than 0.1 %. */
export async function dayAsCase(seed: number): Promise<Case> {
  const { migrations } = await runScenario(DAY, seed);
  const workload = builtIn.workloads
    .get(DAY.workload.kind)
    ?.create(DAY.workload.parameters, { durationS: DAY.durationS, vmNames: [] });
  if (!workload) throw new Error(`no workload ${DAY.workload.kind}`);
  const specs = listVms(DAY);
  const hosts = Array.from({ length: 32 }, (_, i) => ({ name: `pm-${i}`, cores: 4, role: undefined }));
  const places = placeVms(
    DAY.placement,
    specs.map((vm) => vm.vcpus),
    hosts,
  );
  const loads = specs.flatMap((vm, index) => {
    const changes = [];
    let timeS = 0;
    for (const phase of {
      [Symbol.iterator]: () => workload.phases({ index, ...vm }, randomStream(seed, `workload/${vm.name}`)),
    }) {
      if (timeS >= DAY.durationS) break;
      changes.push({ timeS, vm: vm.name, load: phase.load });
      timeS += phase.durationS;
    }
    return changes;
  });
  return {
    xml: DAY.platform.xml,
    simgrid: DAY.simgrid,
    endS: DAY.durationS,
    setupS: 2.5,
    bandwidth: Number.POSITIVE_INFINITY,
    sleep: true,
    vms: specs.map((vm, index) => ({
      name: vm.name,
      vcpus: vm.vcpus,
      memoryBytes: vm.memoryBytes,
      host: hosts[places[index] as number]?.name ?? '',
      workingSetBytes: WORKING_SET,
      dirtyRate: DIRTY_RATE,
    })),
    loads: loads.sort((a, b) => a.timeS - b.timeS),
    moves: migrations.map((m) => ({ timeS: m.startS, vm: m.vm, to: m.to })).sort((a, b) => a.timeS - b.timeS),
  };
}
