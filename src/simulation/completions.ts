import type { Host } from './host.ts';
import type { Machines } from './machines.ts';
import { Rank, type Timers } from './timers.ts';
import type { Vm } from './vm.ts';

/** Core-seconds that count as nothing: SimGrid takes a few microseconds for no time. */
const NOTHING_CORE_S = 1e-5;

/** Sees when the VMs are through that leave when their work is done. For each host the earliest end is computed from the
 * shares that hold now, and anew when they change. */
export class Completions {
  /** When each host is looked at next. */
  readonly #lookS = new Map<Host, number>();

  constructor(
    private readonly machines: Machines,
    private readonly timers: Timers,
    private readonly done: (vm: Vm) => void,
  ) {}

  /** To be called at the end of an instant, when nothing changes any more. */
  foresee(): void {
    const { reshared } = this.machines;
    for (const host of reshared) this.#foresee(host);
    reshared.clear();
  }

  #foresee(host: Host): void {
    if (!host.awake) return;
    const endS = this.machines.nowS + soonestEndS(host);
    if (endS >= (this.#lookS.get(host) ?? Number.POSITIVE_INFINITY)) return;
    this.#lookS.set(host, endS);
    this.timers.set(endS, Rank.Departure, () => {
      if (this.#lookS.get(host) !== endS) return;
      this.#lookS.delete(host);
      this.#look(host);
    });
  }

  #look(host: Host): void {
    this.machines.settle(host);
    for (const vm of [...host.vms]) if (vm.workLeftCoreS <= NOTHING_CORE_S) this.done(vm);
    if (host.workers > 0) this.machines.reshared.add(host);
  }
}

/** Seconds until the first of its VMs is through, if nothing changes until then. */
function soonestEndS(host: Host): number {
  const level = host.overloaded ? fairLevel(host) : Number.POSITIVE_INFINITY;
  let soonestS = Number.POSITIVE_INFINITY;
  for (const vm of host.vms) {
    const coresPerS = Math.min(vm.activeCores, level * vm.vcpus) / vm.coresPerVcpu(host);
    if (coresPerS > 0) soonestS = Math.min(soonestS, Math.max(vm.workLeftCoreS, 0) / coresPerS);
  }
  return soonestS;
}

/** SimGrid's fair sharing: each VM gets what it asks for or `level` cores per vCPU, whichever is less, and they add up to
 * what the host has. */
function fairLevel({ vms, capacityCores }: Host): number {
  let cores = capacityCores;
  let vcpus = vms.reduce((sum, vm) => sum + vm.vcpus, 0);
  const perVcpu = (vm: Vm) => vm.activeCores / vm.vcpus;
  for (const vm of vms.toSorted((a, b) => perVcpu(a) - perVcpu(b))) {
    if (perVcpu(vm) * vcpus >= cores) break;
    cores -= vm.activeCores;
    vcpus -= vm.vcpus;
  }
  return cores / vcpus;
}
