import type { MigrationEnergy } from '../energy/contract.ts';
import type { Kernel, SimGrid } from '../kernel/index.ts';
import type { CommonParameters, Mechanism } from '../mechanisms/contract.ts';
import { type Estimate, estimatePreCopy } from '../mechanisms/estimate.ts';
import type { EstimatedMove, HostView, VmView } from '../policies/contract.ts';

/** Says what a migration would take, before it begins and without asking the simulation. */
export class Estimator {
  readonly #simgrid: SimGrid;
  readonly #bandwidthFactor: number;
  readonly #gamma: number;

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
    const bandwidth = this.#bandwidth(vm.host, to);
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
      downtimeS,
      predictedS: seconds,
      predictedBytes: bytes,
      outcome: 'converged',
    } as const;
    return { seconds, energyJ: this.energy.energyJ(record) };
  }

  /** What SimGrid's network model gives an only flow on this way, bytes/s. */
  #bandwidth(from: HostView, to: HostView): number {
    const { links, latencyS } = this.#simgrid.route(from.index, to.index);
    const narrowest = links.reduce(
      (least, link) => Math.min(least, this.#simgrid.linkCapacity(link).bandwidth),
      Number.POSITIVE_INFINITY,
    );
    const window = latencyS > 0 ? this.#gamma / (2 * latencyS) : Number.POSITIVE_INFINITY;
    return this.#bandwidthFactor * Math.min(narrowest, window);
  }
}
