/** day.yaml as a case for native SimGrid. */

import type { KindChoice } from '../src/base/kind.ts';
import { randomStream } from '../src/base/random.ts';
import { builtIn, create } from '../src/models/registry.ts';
import { buildSimulation } from '../src/simulation/build.ts';
import { openKernel } from '../src/simulation/kernel/index.ts';
import { runScenario } from '../src/simulation/run.ts';
import type { Scenario } from '../src/simulation/scenario.ts';
import { listVms } from '../src/simulation/vm-groups.ts';
import type { Case } from '../test/oracle/replay.ts';

/** The loads that this seed draws, and the moves that the policy made of them: the native side is spared the policy. It
 * writes memory in proportion to the load; with 2 MB/s at most and 128 MB of working set that changes the bytes of a
 * migration by less than 0.1 %. */
export async function dayAsCase(day: Scenario, seed: number): Promise<Case> {
  const { migrations } = await runScenario(day, seed);
  const { workingSet, dirtyRate } = (day.workload as KindChoice).parameters as {
    workingSet: number;
    dirtyRate: number;
  };
  const { setupTime, bandwidth } = day.mechanism.parameters as { setupTime: number; bandwidth: number };
  using kernel = await openKernel(day.platform, day.simgrid);
  const specs = listVms(day);
  const { vms } = buildSimulation(kernel, day, seed);
  return {
    xml: day.platform.xml,
    simgrid: day.simgrid,
    endS: day.durationS,
    setupS: setupTime,
    bandwidth,
    sleep: true,
    vms: specs.map((vm, index) => ({
      ...vm,
      host: vms[index]?.host.name ?? '',
      workingSetBytes: workingSet,
      dirtyRate,
    })),
    loads: drawLoads(day, seed),
    moves: [...migrations].map((m) => ({ timeS: m.startS, vm: m.vm, to: m.to })).sort((a, b) => a.timeS - b.timeS),
  };
}

function drawLoads(day: Scenario, seed: number): Case['loads'] {
  const specs = listVms(day);
  const context = { durationS: day.durationS, vmNames: specs.map((vm) => vm.name) };
  const workload = day.workload && create(builtIn, 'workloads', day.workload, context);
  const loads = specs.flatMap((vm, index) => {
    const phases = workload?.phases({ index, ...vm }, randomStream(seed, `workload/${vm.name}`));
    const changes: { timeS: number; vm: string; load: number }[] = [];
    for (let timeS = 0; phases && timeS < day.durationS; ) {
      const phase = phases.next().value;
      if (!phase) break;
      changes.push({ timeS, vm: vm.name, load: phase.load });
      timeS += phase.durationS;
    }
    return changes;
  });
  return loads.sort((a, b) => a.timeS - b.timeS);
}
