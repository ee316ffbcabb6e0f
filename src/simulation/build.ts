import { randomStream } from '../base/random.ts';
import type { Facility } from '../models/facility/contract.ts';
import { NO_HOT_PAGES } from '../models/hot-pages.ts';
import type { CommonParameters } from '../models/mechanisms/contract.ts';
import { builtIn, create, type Registry } from '../models/registry.ts';
import { Estimator } from './estimator.ts';
import { Host } from './host.ts';
import { hostFacts } from './host-facts.ts';
import type { Kernel } from './kernel/index.ts';
import { UNLIMITED } from './migration-queue.ts';
import { placeVms } from './placement.ts';
import type { Scenario } from './scenario.ts';
import { Simulation } from './simulation.ts';
import { Vm } from './vm.ts';

/** The VMs of a scenario, group after group: vm-0, vm-1, ... */
export function listVms(
  scenario: Pick<Scenario, 'vms'>,
): readonly { readonly name: string; readonly vcpus: number; readonly memoryBytes: number }[] {
  const groups = scenario.vms.flatMap(({ count, vcpus, memoryBytes }) =>
    Array.from({ length: count }, () => ({ vcpus, memoryBytes })),
  );
  return groups.map((vm, index) => ({ name: `vm-${index}`, ...vm }));
}

/** A run ready to go: the scenario's kinds made real on this kernel, with the random streams of this seed. */
export function buildSimulation(
  kernel: Kernel,
  scenario: Scenario,
  seed: number,
  registry: Registry = builtIn,
): Simulation {
  const { durationS } = scenario;
  const hosts = kernel.hosts.map((host) => new Host(host, hostFacts(host, scenario)));
  const specs = listVms(scenario);
  const workload = create(registry, 'workloads', scenario.workload, {
    durationS,
    vmNames: specs.map((vm) => vm.name),
  });
  const places = placeVms(registry, scenario.placement, seed, specs, hosts, (vm, host) => host.committed.count(vm, 1));
  const vms = specs.map(({ name, vcpus, memoryBytes }, index) => {
    // a VM cannot write more memory than it has, nor its hot pages be more than what it writes
    const workingSetBytes = Math.min(workload.workingSetBytes, memoryBytes);
    const { setBytes, share } = workload.hot ?? NO_HOT_PAGES;
    const hot = { setBytes: Math.min(setBytes, workingSetBytes), share };
    return new Vm(index, name, vcpus, memoryBytes, workingSetBytes, hot, places[index] as Host);
  });
  const mechanism = create(registry, 'mechanisms', scenario.mechanism, {
    hosts,
    vmCount: vms.length,
    random: randomStream(seed, 'mechanism'),
  });
  const migrationEnergy = create(registry, 'migrationEnergies', scenario.migrationEnergy, {});
  const common = scenario.mechanism.parameters as unknown as CommonParameters;
  const estimator = new Estimator(
    kernel,
    mechanism,
    common,
    migrationEnergy,
    (vm) => (vms[vm.index] as Vm).workingSetBytes,
  );
  const policy = create(registry, 'policies', scenario.policy, {
    durationS,
    hosts,
    vms,
    random: randomStream(seed, 'policy'),
    estimate: (vm, to) => estimator.estimateMove(vm, to),
  });
  const phases = vms.map((vm) => workload.phases(vm, randomStream(seed, `workload/${vm.name}`)));
  return new Simulation({
    simgrid: kernel.simgrid,
    hosts,
    vms,
    phases,
    policy,
    mechanism,
    migrationEnergy,
    estimator,
    limits: scenario.migrations ?? UNLIMITED,
    figures: Object.keys(registry.mechanisms.get(scenario.mechanism.kind)?.figures ?? {}),
    durationS,
  });
}

/** What the run's energy means for the building around it. */
export function createFacility(scenario: Scenario, registry: Registry = builtIn): Facility {
  return create(registry, 'facilities', scenario.facility, {});
}
