import { widened } from './columns.ts';
import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

const NONE = -1;

/** Is told each stretch of time in which a host that counts draws the same power. */
type BaselineObserver = (watts: number, fromS: number, untilS: number) => void;

/** The energy of the same loads where nobody consolidates: every host on, every VM where it started, no warehouse.
 * A VM that comes or leaves does so when it does in the run. Kept beside the run at the cost of one sum per load change;
 * it equals a run with policy `none` (a test holds it).
 * In columns by host and by VM, because with thousands of them most of the time would go into following references. */
export class Baseline {
  readonly #hosts: readonly Host[];
  readonly #settledS: Float64Array;
  readonly #energyJ: Float64Array;
  /** The first and the last VM of each host. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** The next VM on the same host, of each VM. */
  #next: Int32Array;
  #home: Int32Array;
  #vcpus: Int32Array;
  /** Of each VM, on the host where it started. */
  #demandCores: Float64Array;
  #demandVcpus: Float64Array;
  /** Core-seconds that each VM has asked for, up to the time of its last change. */
  #askedCoreS: Float64Array;
  #changedS: Float64Array;
  #drew: BaselineObserver | undefined;

  constructor(hosts: readonly Host[], slots: number) {
    this.#hosts = hosts;
    this.#settledS = new Float64Array(hosts.length);
    this.#energyJ = new Float64Array(hosts.length);
    this.#first = new Int32Array(hosts.length).fill(NONE);
    this.#last = new Int32Array(hosts.length).fill(NONE);
    this.#next = new Int32Array(slots);
    this.#home = new Int32Array(slots);
    this.#vcpus = new Int32Array(slots);
    this.#demandCores = new Float64Array(slots);
    this.#demandVcpus = new Float64Array(slots);
    this.#askedCoreS = new Float64Array(slots);
    this.#changedS = new Float64Array(slots);
  }

  /** A VM starts on this host, and asks for nothing yet. */
  add({ slot, vcpus }: Vm, home: number, nowS: number): void {
    if (slot >= this.#next.length) this.#widen(slot);
    this.#settle(home, nowS);
    const last = this.#last[home] as number;
    if (last === NONE) this.#first[home] = slot;
    else this.#next[last] = slot;
    this.#last[home] = slot;
    this.#next[slot] = NONE;
    this.#home[slot] = home;
    this.#vcpus[slot] = vcpus;
    this.#demandCores[slot] = 0;
    this.#demandVcpus[slot] = 0;
    this.#askedCoreS[slot] = 0;
    this.#changedS[slot] = nowS;
  }

  /** A VM leaves. */
  remove({ slot }: Vm, nowS: number): void {
    const home = this.#home[slot] as number;
    this.#settle(home, nowS);
    let before = NONE;
    for (let vm = this.#first[home] as number; vm !== slot; vm = this.#next[vm] as number) before = vm;
    const after = this.#next[slot] as number;
    if (before === NONE) this.#first[home] = after;
    else this.#next[before] = after;
    if (after === NONE) this.#last[home] = before;
  }

  #widen(slot: number): void {
    this.#next = widened(this.#next, slot);
    this.#home = widened(this.#home, slot);
    this.#vcpus = widened(this.#vcpus, slot);
    this.#demandCores = widened(this.#demandCores, slot);
    this.#demandVcpus = widened(this.#demandVcpus, slot);
    this.#askedCoreS = widened(this.#askedCoreS, slot);
    this.#changedS = widened(this.#changedS, slot);
  }

  /** To be called before the run begins. */
  observe(drew: BaselineObserver | undefined): void {
    this.#drew = drew;
  }

  /** To be called after a VM's load has changed. */
  loadChanged(vm: Vm, nowS: number): void {
    const home = this.#home[vm.slot] as number;
    this.#settle(home, nowS);
    (this.#askedCoreS[vm.slot] as number) += this.#sinceChange(vm.slot, nowS);
    this.#changedS[vm.slot] = nowS;
    this.#demandCores[vm.slot] = vm.demandOn(this.#hosts[home] as Host);
    this.#demandVcpus[vm.slot] = vm.demandVcpus;
  }

  /** Core-seconds that a VM has asked for up to `endS`, wherever it was. */
  askedCoreS({ slot }: Vm, endS: number): number {
    return (this.#askedCoreS[slot] as number) + this.#sinceChange(slot, endS);
  }

  #sinceChange(vm: number, nowS: number): number {
    return (this.#demandVcpus[vm] as number) * (nowS - (this.#changedS[vm] as number));
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
