import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

const NONE = -1;

/** Is told each stretch of time in which a host that counts draws the same power. */
type BaselineObserver = (watts: number, fromS: number, untilS: number) => void;

/** The energy of the same loads where nobody consolidates: every host on, every VM where it started, no warehouse.
 * Kept beside the run at the cost of one sum per load change; it equals a run with policy `none` (a test holds it).
 * In columns by host and by VM, because with thousands of them most of the time would go into following references. */
export class Baseline {
  readonly #hosts: readonly Host[];
  readonly #settledS: Float64Array;
  readonly #energyJ: Float64Array;
  /** The first VM of each host. */
  readonly #first: Int32Array;
  /** The next VM on the same host, of each VM. */
  readonly #next: Int32Array;
  readonly #home: Int32Array;
  readonly #vcpus: Int32Array;
  readonly #demandCores: Float64Array;
  /** Core-seconds that each VM has asked for, up to the time of its last change. */
  readonly #askedCoreS: Float64Array;
  readonly #changedS: Float64Array;
  #drew: BaselineObserver | undefined;

  constructor(hosts: readonly Host[], vms: readonly Vm[]) {
    this.#hosts = hosts;
    this.#settledS = new Float64Array(hosts.length);
    this.#energyJ = new Float64Array(hosts.length);
    this.#first = new Int32Array(hosts.length).fill(NONE);
    this.#next = new Int32Array(vms.length);
    this.#home = Int32Array.from(vms, (vm) => vm.host.index);
    this.#vcpus = Int32Array.from(vms, (vm) => vm.vcpus);
    this.#demandCores = new Float64Array(vms.length);
    this.#askedCoreS = new Float64Array(vms.length);
    this.#changedS = new Float64Array(vms.length);
    for (const { index, host } of vms.toReversed()) {
      this.#next[index] = this.#first[host.index] as number;
      this.#first[host.index] = index;
    }
  }

  /** To be called before the run begins. */
  observe(drew: BaselineObserver | undefined): void {
    this.#drew = drew;
  }

  /** To be called after a VM's load has changed. */
  loadChanged(vm: Vm, nowS: number): void {
    this.#settle(this.#home[vm.index] as number, nowS);
    (this.#askedCoreS[vm.index] as number) += this.#sinceChange(vm.index, nowS);
    this.#changedS[vm.index] = nowS;
    this.#demandCores[vm.index] = vm.demandCores;
  }

  /** Core-seconds that a VM has asked for up to `endS`, wherever it was. */
  askedCoreS(vm: number, endS: number): number {
    return (this.#askedCoreS[vm] as number) + this.#sinceChange(vm, endS);
  }

  #sinceChange(vm: number, nowS: number): number {
    return (this.#demandCores[vm] as number) * (nowS - (this.#changedS[vm] as number));
  }

  /** To be called before a host's capacity changes. */
  beforeHostChange(host: Host, nowS: number): void {
    this.#settle(host.index, nowS);
  }

  /** Joules up to `endS`. */
  energyJ(endS: number): number {
    let sum = 0;
    for (const host of this.#hosts) {
      this.#settle(host.index, endS);
      if (belongs(host)) sum += this.#energyJ[host.index] as number;
    }
    return sum;
  }

  #settle(index: number, nowS: number): void {
    const sinceS = this.#settledS[index] as number;
    const dt = nowS - sinceS;
    if (dt <= 0) return;
    this.#settledS[index] = nowS;
    const host = this.#hosts[index] as Host;
    // a VM has no more cores than vCPUs, and a speed profile makes each of them slower
    const coreSpeed = host.capacityCores / host.cores;
    let busyCores = 0;
    for (let vm = this.#first[index] as number; vm !== NONE; vm = this.#next[vm] as number) {
      const demandCores = this.#demandCores[vm] as number;
      busyCores += coreSpeed < 1 ? Math.min(demandCores, coreSpeed * (this.#vcpus[vm] as number)) : demandCores;
    }
    const watts = host.powerW(Math.min(busyCores, host.capacityCores));
    (this.#energyJ[index] as number) += dt * watts;
    if (this.#drew && belongs(host)) this.#drew(watts, sinceS, nowS);
  }
}

const belongs = ({ counts, role }: Host) => counts && role !== 'warehouse';
