import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

/** The energy of the same loads where nobody consolidates: every host on, every VM where it started, no warehouse.
 * Kept beside the run at the cost of one sum per load change; it equals a run with policy `none` (a test holds it). */
export class Baseline {
  readonly #shadows: readonly Shadow[];
  readonly #home: readonly Shadow[];

  constructor(hosts: readonly Host[], vms: readonly Vm[]) {
    this.#shadows = hosts.map((host) => new Shadow(host));
    this.#home = vms.map((vm) => this.#shadows[vm.host.index] as Shadow);
    for (const [index, vm] of vms.entries()) this.#home[index]?.vms.push(vm);
  }

  /** To be called before a VM's load changes. */
  beforeLoadChange(vm: Vm, nowS: number): void {
    this.#home[vm.index]?.settle(nowS);
  }

  /** To be called before a host's capacity changes. */
  beforeHostChange(host: Host, nowS: number): void {
    this.#shadows[host.index]?.settle(nowS);
  }

  /** Joules up to `endS`. */
  energyJ(endS: number): number {
    let sum = 0;
    for (const shadow of this.#shadows) {
      shadow.settle(endS);
      if (shadow.host.counts && shadow.host.role !== 'warehouse') sum += shadow.energyJ;
    }
    return sum;
  }
}

class Shadow {
  readonly vms: Vm[] = [];
  energyJ = 0;
  #settledS = 0;

  constructor(readonly host: Host) {}

  settle(nowS: number): void {
    const dt = nowS - this.#settledS;
    if (dt <= 0) return;
    this.#settledS = nowS;
    let demandCores = 0;
    for (const vm of this.vms) demandCores += vm.demandCores;
    this.energyJ += dt * this.host.powerW(Math.min(demandCores, this.host.capacityCores));
  }
}
