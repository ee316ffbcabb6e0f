import type { KernelHost } from '../kernel/index.ts';
import type { HostView } from '../policies/contract.ts';
import { neverSleeps } from '../roles.ts';
import type { Vm } from './vm.ts';

export type HostState = 'awake' | 'asleep' | 'failed';

/** A physical machine in a run: who is on it, and what it has drawn so far. */
export class Host implements HostView {
  state: HostState = 'awake';
  readonly vms: Vm[] = [];
  /** On their way to here, and from here. */
  readonly incoming = new Set<Vm>();
  readonly outgoing = new Set<Vm>();
  readonly committed = { vms: 0, vcpus: 0 };
  /** What its VMs ask for, in cores. */
  demandCores = 0;
  /** vCPUs of its VMs. */
  vcpus = 0;
  /** Cores that the speed profile leaves. */
  capacityCores: number;

  /** The integrals below hold up to this time. */
  settledS = 0;
  energyJ = 0;
  emptyJ = 0;
  asleepJ = 0;
  awakeS = 0;
  asleepS = 0;
  failedS = 0;
  overloadS = 0;

  constructor(
    private readonly described: KernelHost,
    /** Infinity where the platform does not tell. */
    readonly ramBytes: number,
    /** Whether its energy is part of the results: a storage host's only where the experiment asks for it. */
    readonly counts: boolean,
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
  get power(): { readonly idleW: number; readonly offW: number } {
    return this.described;
  }
  /** Watts that one busy core adds. */
  get wattsPerCore(): number {
    return (this.described.maxW - this.described.minW) / this.described.cores;
  }

  /** What it would draw, switched on, with this many cores busy (SimGrid's host-energy model). */
  powerW(busyCores: number): number {
    const { idleW, minW } = this.described;
    if (this.state === 'failed') return this.described.offW;
    return busyCores > 0 ? minW + this.wattsPerCore * busyCores : idleW;
  }

  get awake(): boolean {
    return this.state === 'awake';
  }

  get overloaded(): boolean {
    return this.demandCores > this.capacityCores;
  }

  get maySleep(): boolean {
    return !neverSleeps(this);
  }

  /** Memory of the VMs that are here or on their way. */
  get committedRamBytes(): number {
    let sum = 0;
    for (const vm of this.vms) sum += vm.memoryBytes;
    for (const vm of this.incoming) sum += vm.memoryBytes;
    return sum;
  }

  /** Counts a VM that is to stay here from now on, or no more. */
  commit(vm: Vm, sign: 1 | -1): void {
    this.committed.vms += sign;
    this.committed.vcpus += sign * vm.vcpus;
  }

  add(vm: Vm): void {
    this.vms.push(vm);
    this.vcpus += vm.vcpus;
    this.recountDemand();
  }

  remove(vm: Vm): void {
    this.vms.splice(this.vms.indexOf(vm), 1);
    this.vcpus -= vm.vcpus;
    this.recountDemand();
  }

  /** Summed anew each time: a running difference would drift. */
  recountDemand(): void {
    let sum = 0;
    for (const vm of this.vms) sum += vm.activeCores;
    this.demandCores = sum;
  }
}
