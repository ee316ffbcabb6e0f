import type { Kind } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';
import type { HostView } from '../policies/contract.ts';

/** What a VM needs of the host that it starts on. */
export interface Placeable {
  readonly name: string;
  /** Virtual CPUs. */
  readonly vcpus: number;
  /** All of its memory, bytes. */
  readonly memoryBytes: number;
}

/** A host as placements see it. VMs that are placed already are committed to it. */
export type PlaceView = Pick<
  HostView,
  'index' | 'name' | 'cores' | 'role' | 'ramBytes' | 'state' | 'freeMemoryBytes'
> & {
  readonly committed: Pick<HostView['committed'], 'vms' | 'vcpus' | 'memoryBytes'>;
};

/** Where VMs start. One per run: VMs are placed one after the other, as they come. */
export interface Placement {
  /** The host that a VM starts on, of `hosts`, which leave warehouse and storage hosts out, and are the same each time;
   * undefined where it does not fit. One for which there is no room may be asked about again. */
  place(vm: Placeable, hosts: readonly PlaceView[]): PlaceView | undefined;
  /** A VM has left a host, for good or for another one, or the host is back after a failure. */
  freed?(host: PlaceView, hosts: readonly PlaceView[]): void;
}

/** Whether cores and memory are left on a host for all that a VM may ask for. */
export const hasRoom = (host: PlaceView, { vcpus, memoryBytes }: Placeable): boolean =>
  host.state !== 'failed' && host.committed.vcpus + vcpus <= host.cores && memoryBytes <= host.freeMemoryBytes;

export interface PlacementContext {
  readonly random: Random;
}

/** A placement that an experiment can name; `P` are its parameters in SI. */
export type PlacementKind<P> = Kind<P, PlacementContext, Placement>;
