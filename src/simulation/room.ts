import type { Placeable, PlaceView } from '../models/placements/contract.ts';

type Described = Pick<PlaceView, 'index' | 'name' | 'cores' | 'role' | 'ramBytes' | 'state'>;

/** A host as far as placing VMs on it goes, beside the one in the run. */
export class Room implements PlaceView {
  readonly committed = { vms: 0, vcpus: 0, memoryBytes: 0 };

  constructor(private readonly host: Described) {}

  get index(): number {
    return this.host.index;
  }
  get name(): string {
    return this.host.name;
  }
  get cores(): number {
    return this.host.cores;
  }
  get role(): string | undefined {
    return this.host.role;
  }
  get ramBytes(): number {
    return this.host.ramBytes;
  }
  get state(): PlaceView['state'] {
    return this.host.state;
  }
  get freeMemoryBytes(): number {
    return this.ramBytes - this.committed.memoryBytes;
  }

  /** A VM takes its room here, or leaves it. */
  take(vm: Pick<Placeable, 'vcpus' | 'memoryBytes'>, sign: 1 | -1): void {
    this.committed.vms += sign;
    this.committed.vcpus += sign * vm.vcpus;
    this.committed.memoryBytes += sign * vm.memoryBytes;
  }
}
