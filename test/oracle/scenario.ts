import { LoadTableBuilder } from '../../src/models/workloads/load-table.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import type { Case } from './replay.ts';

/** The same case as a scenario of this project: its loads as a trace, its moves as a script. */
export function toScenario(c: Case): Scenario {
  const table = new LoadTableBuilder();
  for (const { timeS, vm, load } of c.loads) {
    const rate = c.vms.find(({ name }) => name === vm)?.dirtyRate ?? 0;
    table.add(vm, timeS, load, rate * load);
  }
  return {
    platform: { path: 'platform.xml', hash: '', xml: c.xml, profiles: {} },
    durationS: c.endS,
    vms: c.vms.map(({ vcpus, memoryBytes }) => ({ count: 1, vcpus, memoryBytes })),
    placement: c.vms.map(({ host }) => host),
    workload: {
      kind: 'trace',
      parameters: { file: '', workingSet: c.vms[0]?.workingSetBytes ?? 0, table: table.build() },
    },
    policy: {
      kind: 'scripted',
      parameters: { moves: c.moves.map(({ timeS, vm, to }) => ({ at: timeS, vm, to })), sleep: c.sleep },
    },
    mechanism: {
      kind: 'pre-copy',
      parameters: {
        setupTime: c.setupS,
        maxDowntime: 0.03,
        maxRounds: Number.POSITIVE_INFINITY,
        bandwidth: c.bandwidth,
        hotPages: 'hot-1',
      },
    },
    migrationEnergy: { kind: 'linear', parameters: { alpha: 0.512, beta: 20.512, storageRead: 0 } },
    facility: { kind: 'none', parameters: {} },
    storageEnergy: false,
    simgrid: c.simgrid,
  };
}
