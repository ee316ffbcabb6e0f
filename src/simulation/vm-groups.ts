import type { KindChoice } from '../base/kind.ts';
import { SimulationError } from '../base/problem.ts';
import { randomStream } from '../base/random.ts';
import { NO_HOT_PAGES } from '../models/hot-pages.ts';
import type { Arrivals, Lifetime, Lifetimes } from '../models/life/contract.ts';
import type { Placeable } from '../models/placements/contract.ts';
import { create, type Registry } from '../models/registry.ts';
import type { Phase, Workload } from '../models/workloads/contract.ts';
import type { Host } from './host.ts';
import type { Scenario, VmGroup } from './scenario.ts';
import { Vm } from './vm.ts';

/** A group with its kinds made real. */
export interface Group extends Omit<VmGroup, 'workload' | 'arrivals' | 'lifetime'> {
  readonly workload: Workload;
  readonly arrivals: Arrivals | undefined;
  readonly lifetimes: Lifetimes | undefined;
}

/** A VM that has come, and is to start somewhere. */
export interface Newcomer extends Placeable {
  readonly index: number;
  readonly group: Group;
  readonly arrivedS: number;
}

/** The VMs at t = 0, group after group: vm-0, vm-1, ... `group` is the index of their group. */
export function listVms(
  scenario: Pick<Scenario, 'vms'>,
): readonly { readonly name: string; readonly group: number; readonly vcpus: number; readonly memoryBytes: number }[] {
  const groups = scenario.vms.flatMap(({ arrivals, count, vcpus, memoryBytes }, group) =>
    Array.from({ length: arrivals ? 0 : count }, () => ({ group, vcpus, memoryBytes })),
  );
  return groups.map((vm, index) => ({ name: `vm-${index}`, ...vm }));
}

export function makeGroups(registry: Registry, scenario: Scenario, seed: number): readonly Group[] {
  const workloads = workloadsOf(registry, scenario);
  return scenario.vms.map(({ arrivals, lifetime, ...group }, i) => ({
    ...group,
    workload: workloads[i] as Workload,
    arrivals: arrivals && create(registry, 'arrivals', arrivals, { random: randomStream(seed, `arrivals/${i}`) }),
    lifetimes: lifetime && create(registry, 'lifetimes', lifetime, {}),
  }));
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

/** Makes VMs, numbered in the order in which they come. What they do and how long they run comes from streams of their
 * own: it does not depend on when and where they start. */
export class VmMaker {
  #count = 0;

  constructor(
    readonly groups: readonly Group[],
    private readonly seed: number,
  ) {}

  /** VMs up to now. */
  get count(): number {
    return this.#count;
  }

  come(group: Group, arrivedS: number): Newcomer {
    const index = this.#count++;
    return { index, name: `vm-${index}`, vcpus: group.vcpus, memoryBytes: group.memoryBytes, group, arrivedS };
  }

  make({ index, name, group }: Newcomer, slot: number, host: Host): Vm {
    const { vcpus, memoryBytes, workload, speed } = group;
    const workingSetBytes = Math.min(workload.workingSetBytes, memoryBytes);
    // a VM cannot write more memory than it has, nor its hot pages be more than what it writes
    const { setBytes, share } = workload.hot ?? NO_HOT_PAGES;
    const hot = { setBytes: Math.min(setBytes, workingSetBytes), share };
    return new Vm(index, slot, name, group.name, vcpus, memoryBytes, workingSetBytes, hot, speed, host);
  }

  phases({ group, ...vm }: Newcomer): Iterator<Phase, void> {
    return group.workload.phases(vm, randomStream(this.seed, `workload/${vm.name}`));
  }

  /** Undefined where it runs to the end. Throws SimulationError for one of no length. */
  lifetime({ group, name }: Newcomer): Lifetime | undefined {
    const lifetime = group.lifetimes?.draw(randomStream(this.seed, `lifetime/${name}`));
    if (!lifetime) return undefined;
    const length = lifetime.kind === 'time' ? lifetime.seconds : lifetime.coreS;
    if (!(length >= 0)) throw new SimulationError(`the lifetime of ${name} is ${length} ${lifetime.kind} seconds`);
    return lifetime;
  }
}
