import type { HostView } from '../models/policies/contract.ts';
import type { HostState } from '../models/resources.ts';
import { neverSleeps } from '../models/roles.ts';
import type { KernelHost } from './kernel/index.ts';
import type { PowerModel } from './power.ts';
import type { Vm } from './vm.ts';

/** A change between awake and asleep. */
export interface Transition {
  readonly seconds: number;
  readonly watts: number;
}

/** What only this project knows of a host, beside what SimGrid does. */
export interface HostFacts {
  /** Infinity where the platform does not tell. */
  readonly ramBytes: number;
  /** Whether its energy is part of the results: a storage host's only where the experiment asks for it. */
  readonly counts: boolean;
  readonly power: PowerModel;
  /** Whether SimGrid's host-energy plugin knows its power; it knows no measured curves. */
  readonly byPlugin: boolean;
  readonly fallAsleep: Transition;
  readonly wake: Transition;
}

/** A physical machine in a run: who is on it, and what it has drawn so far. */
export class Host implements HostView {
  state: HostState = 'awake';
  readonly vms: Vm[] = [];
  /** On their way to here, and from here. */
  readonly incoming = new Set<Vm>();
  readonly outgoing = new Set<Vm>();
  /** Arrived VMs that will start here once it is awake. */
  readonly expected = new Set<Vm>();
  readonly committed = new Committed(this);
  readonly demand = new Demand(this);
  readonly capacity = new Capacity(this);
  /** What its VMs ask for, in cores. */
  demandCores = 0;
  /** vCPUs and memory of its VMs. */
  vcpus = 0;
  memoryBytes = 0;
  /** Of its VMs, those that leave when their work is done. */
  workers = 0;
  /** Memory of the VMs that are here, on their way here, or not yet gone. */
  takenMemoryBytes = 0;
  /** Cores that the speed profile leaves. */
  capacityCores: number;

  /** The integrals below hold up to this time. */
  settledS = 0;
  energyJ = 0;
  emptyJ = 0;
  asleepJ = 0;
  transitionJ = 0;
  awakeS = 0;
  asleepS = 0;
  transitionS = 0;
  failedS = 0;
  overloadS = 0;
  /** What it has drawn beyond what SimGrid's plugin knows, which takes it for switched off in transition. */
  beyondPluginJ = 0;
  /** How often it fell asleep or woke up. */
  transitions = 0;

  /** Since when nothing has held it awake. */
  idleSinceS = 0;
  /** The transition under way, if there is one: what it waits for is told by the number. */
  transition = 0;
  /** It is to wake up again as soon as it is asleep. */
  wanted = false;

  constructor(
    private readonly described: KernelHost,
    readonly facts: HostFacts,
  ) {
    this.capacityCores = described.cores;
  }

  get index(): number {
    return this.described.index;
  }
  get name(): string {
    return this.described.name;
  }
  get cores(): number {
    return this.described.cores;
  }
  get role(): string | undefined {
    return this.described.role;
  }
  get speed(): number {
    return this.described.speed;
  }
  get ramBytes(): number {
    return this.facts.ramBytes;
  }
  get counts(): boolean {
    return this.facts.counts;
  }
  get power(): PowerModel {
    return this.facts.power;
  }
  /** Watts that one busy core adds. */
  get wattsPerCore(): number {
    return (this.described.maxW - this.described.minW) / this.described.cores;
  }

  /** What it would draw, switched on, with this many cores busy. */
  powerW(busyCores: number): number {
    const { power } = this.facts;
    return this.state === 'failed' ? power.offW : power.at(busyCores);
  }

  get awake(): boolean {
    return this.state === 'awake';
  }

  get overloaded(): boolean {
    return this.demandCores > this.capacityCores;
  }

  /** Whether a VM may get less than it asks for: there is not enough for all, or each single core is slower. */
  get fallsShort(): boolean {
    return this.overloaded || this.capacityCores < this.cores;
  }

  get maySleep(): boolean {
    return !neverSleeps(this);
  }

  /** Whether anything holds it awake. */
  get needed(): boolean {
    return this.vms.length > 0 || this.incoming.size > 0 || this.outgoing.size > 0 || this.expected.size > 0;
  }

  get freeMemoryBytes(): number {
    return this.ramBytes - this.takenMemoryBytes;
  }

  /** A VM is to start here, or leaves for good. */
  take(vm: Vm, sign: 1 | -1): void {
    this.takenMemoryBytes += sign * vm.memoryBytes;
    this.committed.count(vm, sign);
  }

  add(vm: Vm): void {
    this.vms.push(vm);
    if (vm.workLeftCoreS < Number.POSITIVE_INFINITY) this.workers++;
    this.vcpus += vm.vcpus;
    this.memoryBytes += vm.memoryBytes;
    this.recountDemand();
  }

  remove(vm: Vm): void {
    this.vms.splice(this.vms.indexOf(vm), 1);
    if (vm.workLeftCoreS < Number.POSITIVE_INFINITY) this.workers--;
    this.vcpus -= vm.vcpus;
    this.memoryBytes -= vm.memoryBytes;
    this.recountDemand();
  }

  /** Summed anew each time: a running difference would drift. */
  recountDemand(): void {
    let sum = 0;
    for (const vm of this.vms) sum += vm.activeCores;
    this.demandCores = sum;
    this.committed.stale = true;
  }
}

class Demand {
  constructor(private readonly host: Host) {}
  get cores(): number {
    return this.host.demandCores;
  }
  get memoryBytes(): number {
    return this.host.memoryBytes;
  }
}

class Capacity {
  constructor(private readonly host: Host) {}
  get cores(): number {
    return this.host.state === 'failed' ? 0 : this.host.capacityCores;
  }
  get memoryBytes(): number {
    return this.host.ramBytes;
  }
}

/** VMs that are to stay on a host from now on: those that are there and do not leave, and those on their way. */
class Committed {
  vms = 0;
  vcpus = 0;
  memoryBytes = 0;
  /** The load of one of them has changed since `cores` was last read. */
  stale = false;
  #cores = 0;

  constructor(private readonly host: Host) {}

  /** Counts a VM that is to stay here from now on, or no more. */
  count(vm: Pick<Vm, 'vcpus' | 'memoryBytes'>, sign: 1 | -1): void {
    this.vms += sign;
    this.vcpus += sign * vm.vcpus;
    this.memoryBytes += sign * vm.memoryBytes;
    this.stale = true;
  }

  /** Summed when it is asked for, if anything has changed: policies ask seldom, and loads change often. */
  get cores(): number {
    if (this.stale) {
      const { vms, incoming } = this.host;
      let sum = 0;
      for (const vm of vms) if ((vm.destination ?? this.host) === this.host) sum += vm.demandCores;
      for (const vm of incoming) if (vm.host !== this.host) sum += vm.demandOn(this.host);
      this.#cores = sum;
      this.stale = false;
    }
    return this.#cores;
  }
}
