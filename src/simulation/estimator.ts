import type { MigrationEnergy } from '../models/energy/contract.ts';
import type { CommonParameters, Mechanism } from '../models/mechanisms/contract.ts';
import { type Estimate, estimatePreCopy } from '../models/mechanisms/estimate.ts';
import type { EstimatedMove, HostView, VmView } from '../models/policies/contract.ts';
import type { Kernel, SimGrid } from './kernel/index.ts';

/** Says what a migration would take, before it begins and without asking the simulation. */
export class Estimator {
  readonly #simgrid: SimGrid;
  readonly #bandwidthFactor: number;
  readonly #gamma: number;
  /** Of the ways that were asked for; they do not change. */
  readonly #bandwidths = new Map<string, number>();

  constructor(
    kernel: Kernel,
    private readonly mechanism: Mechanism,
    private readonly parameters: CommonParameters,
    private readonly energy: MigrationEnergy,
    private readonly workingSetBytes: (vm: VmView) => number,
  ) {
    this.#simgrid = kernel.simgrid;
    this.#bandwidthFactor = Number(kernel.configuration['network/bandwidth-factor']);
    this.#gamma = Number(kernel.configuration['network/TCP-gamma']);
  }

  estimate(vm: VmView, to: HostView): Estimate {
    const movable = { memoryBytes: vm.memoryBytes, workingSetBytes: this.workingSetBytes(vm), dirtyRate: vm.dirtyRate };
    const bandwidth = this.#bandwidth(vm.host.index, to.index);
    return this.mechanism.estimate?.(movable, bandwidth) ?? estimatePreCopy(movable, this.parameters, bandwidth);
  }

  estimateMove(vm: VmView, to: HostView): EstimatedMove {
    const { seconds, bytes, downtimeS } = this.estimate(vm, to);
    if (this.mechanism.free) return { seconds, energyJ: 0 };
    const record = {
      vm: vm.name,
      from: vm.host.name,
      to: to.name,
      startS: 0,
      endS: seconds,
      rounds: 0,
      stage1Bytes: bytes,
      stage2Bytes: 0,
      stage3Bytes: 0,
      storageBytes: 0,
      reusedBytes: 0,
      imagesHit: 0,
      imagesEvicted: 0,
      waitedS: 0,
      downtimeS,
      predictedS: seconds,
      predictedBytes: bytes,
      outcome: 'converged',
    } as const;
    return { seconds, energyJ: this.energy.energyJ(record) };
  }

  /** What SimGrid's network model gives an only flow on this way, bytes/s. */
  #bandwidth(from: number, to: number): number {
    const way = `${from} ${to}`;
    let bandwidth = this.#bandwidths.get(way);
    if (bandwidth === undefined) {
      const { links, latencyS } = this.#simgrid.route(from, to);
      const narrowest = Math.min(...links.map((link) => this.#simgrid.linkCapacity(link).bandwidth));
      const window = latencyS > 0 ? this.#gamma / (2 * latencyS) : Number.POSITIVE_INFINITY;
      bandwidth = this.#bandwidthFactor * Math.min(narrowest, window);
      this.#bandwidths.set(way, bandwidth);
    }
    return bandwidth;
  }
}
