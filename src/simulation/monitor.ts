import type { HostView, Policy, VmView } from '../models/policies/contract.ts';

/** Histories of all hosts and VMs, sampled for the policy at equal steps; the oldest sample makes room for the newest.
 *
 *   host: demand / capacity, cores over cores (0 while it has no capacity)        VM: its load */
export class Monitor {
  readonly #samples: number;
  readonly #hosts: Float64Array;
  readonly #vms: Float64Array;
  #taken = 0;

  constructor(
    monitor: NonNullable<Policy['monitor']>,
    private readonly hosts: readonly HostView[],
    private readonly vms: readonly VmView[],
  ) {
    this.#samples = monitor.samples;
    this.#hosts = new Float64Array(hosts.length * monitor.samples);
    this.#vms = new Float64Array(vms.length * monitor.samples);
  }

  sample(): void {
    const at = this.#taken++ % this.#samples;
    for (const { index, demand, capacity } of this.hosts)
      this.#hosts[index * this.#samples + at] = capacity.cores > 0 ? demand.cores / capacity.cores : 0;
    for (const { index, load } of this.vms) this.#vms[index * this.#samples + at] = load;
  }

  /** Oldest first. */
  history(of: HostView | VmView): readonly number[] {
    const all = 'load' in of ? this.#vms : this.#hosts;
    const first = of.index * this.#samples;
    const count = Math.min(this.#taken, this.#samples);
    const oldest = this.#taken > this.#samples ? this.#taken % this.#samples : 0;
    return Array.from({ length: count }, (_, i) => all[first + ((oldest + i) % this.#samples)] as number);
  }
}
