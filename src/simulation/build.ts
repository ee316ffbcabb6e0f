import type { Facility } from '../facility/contract.ts';
import { NO_HOT_PAGES } from '../hot-pages.ts';
import type { Kernel } from '../kernel/index.ts';
import type { CommonParameters } from '../mechanisms/contract.ts';
import { SimulationError } from '../problem.ts';
import { randomStream } from '../random.ts';
import { builtIn, type Registry } from '../registry.ts';
import type { KindChoice, Scenario } from '../scenario.ts';
import { parseQuantity } from '../units.ts';
import { Estimator } from './estimator.ts';
import { Host } from './host.ts';
import { placeVms } from './placement.ts';
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
  const hosts = kernel.hosts.map(
    (host) => new Host(host, ramBytes(host.ram), host.role !== 'storage' || scenario.storageEnergy),
  );
  const specs = listVms(scenario);
  const workload = pick(registry.workloads, scenario.workload).create(scenario.workload.parameters, {
    durationS,
    vmNames: specs.map((vm) => vm.name),
  });
  const places = placeVms(
    scenario.placement,
    specs.map((vm) => vm.vcpus),
    hosts,
  );
  const vms = specs.map(({ name, vcpus, memoryBytes }, index) => {
    const host = hosts[places[index] as number] as Host;
    return new Vm(
      index,
      name,
      vcpus,
      memoryBytes,
      Math.min(workload.workingSetBytes, memoryBytes),
      workload.hot ?? NO_HOT_PAGES,
      host,
    );
  });
  const mechanism = pick(registry.mechanisms, scenario.mechanism).create(scenario.mechanism.parameters as never, {
    hosts,
    vmCount: vms.length,
    random: randomStream(seed, 'mechanism'),
  });
  const migrationEnergy = pick(registry.migrationEnergies, scenario.migrationEnergy).create(
    scenario.migrationEnergy.parameters,
    {},
  );
  const common = scenario.mechanism.parameters as unknown as CommonParameters;
  const estimator = new Estimator(
    kernel,
    mechanism,
    common,
    migrationEnergy,
    (vm) => (vms[vm.index] as Vm).workingSetBytes,
  );
  const policy = pick(registry.policies, scenario.policy).create(scenario.policy.parameters, {
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
    durationS,
  });
}

/** What the run's energy means for the building around it. */
export function createFacility(scenario: Scenario, registry: Registry = builtIn): Facility {
  return pick(registry.facilities, scenario.facility).create(scenario.facility.parameters, {});
}

function pick<K>(kinds: ReadonlyMap<string, K>, { kind }: KindChoice): K {
  const found = kinds.get(kind);
  if (!found) throw new SimulationError(`there is no kind '${kind}' here; did its plugin load?`);
  return found;
}

function ramBytes(property: string | undefined): number {
  if (property === undefined) return Number.POSITIVE_INFINITY;
  const bytes = parseQuantity(property, 'bytes');
  if (typeof bytes !== 'number') throw new SimulationError(`host property ram: ${bytes.error}`);
  return bytes;
}
