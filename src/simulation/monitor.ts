import type { HostView, Policy } from '../models/policies/contract.ts';
import { widened } from './columns.ts';
import type { Vm } from './vm.ts';

/** Histories of all hosts and VMs, sampled for the policy at equal steps; the oldest sample makes room for the newest.
 *
 *   host: demand / capacity, cores over cores (0 while it has no capacity)        VM: its load */
export class Monitor {
  readonly #samples: number;
  readonly #hosts: Float64Array;
  #vms: Float64Array;
  /** Of each VM: samples that had been taken before it started. */
  #before: Int32Array;
  #taken = 0;

  constructor(
    monitor: NonNullable<Policy['monitor']>,
    private readonly hosts: readonly HostView[],
    slots: number,
  ) {
    this.#samples = monitor.samples;
    this.#hosts = new Float64Array(hosts.length * monitor.samples);
    this.#vms = new Float64Array(slots * monitor.samples);
    this.#before = new Int32Array(slots);
  }

  /** A VM starts: its history begins. */
  begin({ slot }: Vm): void {
    if (slot >= this.#before.length) {
      this.#before = widened(this.#before, slot);
      this.#vms = widened(this.#vms, this.#before.length * this.#samples - 1);
    }
    this.#before[slot] = this.#taken;
  }

  sample(vms: Iterable<Vm>): void {
    const at = this.#taken++ % this.#samples;
    for (const { index, demand, capacity } of this.hosts)
      this.#hosts[index * this.#samples + at] = capacity.cores > 0 ? demand.cores / capacity.cores : 0;
    for (const { slot, load } of vms) this.#vms[slot * this.#samples + at] = load;
  }

  /** Oldest first. */
  ofHost({ index }: HostView): readonly number[] {
    return this.#history(this.#hosts, index, 0);
  }

  /** Oldest first, since it started. */
  ofVm({ slot }: Vm): readonly number[] {
    return this.#history(this.#vms, slot, this.#before[slot] as number);
  }

  #history(all: Float64Array, row: number, before: number): readonly number[] {
    const first = row * this.#samples;
    const count = Math.min(this.#taken - before, this.#samples);
    const oldest = this.#taken - count;
    return Array.from({ length: count }, (_, i) => all[first + ((oldest + i) % this.#samples)] as number);
  }
}
