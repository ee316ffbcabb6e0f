import type { Facility } from '../facility/contract.ts';
import { NO_HOT_PAGES } from '../hot-pages.ts';
import type { Kernel } from '../kernel/index.ts';
import type { KindChoice } from '../kind.ts';
import type { CommonParameters } from '../mechanisms/contract.ts';
import { SimulationError } from '../problem.ts';
import { randomStream } from '../random.ts';
import { builtIn, create, type Registry } from '../registry.ts';
import type { Scenario } from '../scenario.ts';
import type { Workload } from '../workloads/contract.ts';
import { Estimator } from './estimator.ts';
import { Host } from './host.ts';
import { hostFacts } from './host-facts.ts';
import { UNLIMITED } from './migration-queue.ts';
import { placeVms } from './placement.ts';
import { Simulation } from './simulation.ts';
import { Vm } from './vm.ts';

/** The VMs of a scenario, group after group: vm-0, vm-1, ... `group` is the index of their group. */
export function listVms(
  scenario: Pick<Scenario, 'vms'>,
): readonly { readonly name: string; readonly group: number; readonly vcpus: number; readonly memoryBytes: number }[] {
  const groups = scenario.vms.flatMap(({ count, vcpus, memoryBytes }, group) =>
    Array.from({ length: count }, () => ({ group, vcpus, memoryBytes })),
  );
  return groups.map((vm, index) => ({ name: `vm-${index}`, ...vm }));
}

/** The workload of each group. One that serves several groups is made once. */
function workloadsOf(registry: Registry, scenario: Scenario): readonly Workload[] {
  const { durationS, workload: ofAll } = scenario;
  const vms = listVms(scenario);
  const make = (choice: KindChoice | undefined, serves: (group: number) => boolean) => {
    if (!choice) throw new SimulationError('there are VMs without a workload');
    const vmNames = vms.filter(({ group }) => serves(group)).map(({ name }) => name);
    return create(registry, 'workloads', choice, { durationS, vmNames });
  };
  let forAll: Workload | undefined;
  return scenario.vms.map(({ workload }, group) => {
    if (workload) return make(workload, (other) => other === group);
    forAll ??= make(ofAll, (other) => !scenario.vms[other]?.workload);
    return forAll;
  });
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
  const workloads = workloadsOf(registry, scenario);
  const places = placeVms(registry, scenario.placement, seed, specs, hosts, (vm, host) => host.committed.count(vm, 1));
  const vms = specs.map(({ name, group, vcpus, memoryBytes }, index) => {
    const { workingSetBytes, hot } = workloads[group] as Workload;
    return new Vm(
      index,
      name,
      scenario.vms[group]?.name,
      vcpus,
      memoryBytes,
      Math.min(workingSetBytes, memoryBytes),
      hot ?? NO_HOT_PAGES,
      scenario.vms[group]?.speed,
      places[index] as Host,
    );
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
  const phases = vms.map((vm, index) => {
    const workload = workloads[specs[index]?.group as number] as Workload;
    return workload.phases(vm, randomStream(seed, `workload/${vm.name}`));
  });
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
