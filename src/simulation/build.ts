import { randomStream } from '../base/random.ts';
import type { Facility } from '../models/facility/contract.ts';
import type { CommonParameters } from '../models/mechanisms/contract.ts';
import { builtIn, create, type Registry } from '../models/registry.ts';
import { Estimator } from './estimator.ts';
import { Homes } from './homes.ts';
import { Host } from './host.ts';
import { hostFacts } from './host-facts.ts';
import type { Kernel } from './kernel/index.ts';
import { UNLIMITED } from './migration-queue.ts';
import { Places } from './placement.ts';
import type { Scenario } from './scenario.ts';
import { Simulation } from './simulation.ts';
import type { Vm } from './vm.ts';
import { makeGroups, type Newcomer, VmMaker } from './vm-groups.ts';

/** A run ready to go: the scenario's kinds made real on this kernel, with the random streams of this seed. */
export function buildSimulation(
  kernel: Kernel,
  scenario: Scenario,
  seed: number,
  registry: Registry = builtIn,
): Simulation {
  const { durationS } = scenario;
  const hosts = kernel.hosts.map((host) => new Host(host, hostFacts(host, scenario)));
  const maker = new VmMaker(makeGroups(registry, scenario, seed), seed);
  const newcomers = maker.groups.flatMap((group) =>
    Array.from({ length: group.arrivals ? 0 : group.count }, () => maker.come(group, 0)),
  );
  const places = new Places(registry, scenario.placement, seed, hosts);
  const vms: Vm[] = [];
  places.all(newcomers, (newcomer, host) => {
    const vm = maker.make(newcomer, vms.length, host);
    host.take(vm, 1);
    vms.push(vm);
  });
  const staysSo = maker.groups.every(({ arrivals, lifetimes }) => !arrivals && !lifetimes);
  const mechanism = create(registry, 'mechanisms', scenario.mechanism, {
    hosts,
    vmCount: vms.length,
    random: randomStream(seed, 'mechanism'),
  });
  const migrationEnergy = create(registry, 'migrationEnergies', scenario.migrationEnergy, {});
  const common = scenario.mechanism.parameters as unknown as CommonParameters;
  const estimator = new Estimator(kernel, mechanism, common, migrationEnergy, (vm) => (vm as Vm).workingSetBytes);
  const policy = create(registry, 'policies', scenario.policy, {
    durationS,
    hosts,
    vms,
    random: randomStream(seed, 'policy'),
    estimate: (vm, to) => estimator.estimateMove(vm, to),
  });
  return new Simulation({
    simgrid: kernel.simgrid,
    hosts,
    population: {
      maker,
      first: vms.map((vm, i) => ({ vm, newcomer: newcomers[i] as Newcomer })),
      places,
      homes: staysSo ? undefined : new Homes(registry, scenario.placement, seed, hosts),
    },
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
