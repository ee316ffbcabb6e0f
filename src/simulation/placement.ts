import { SimulationError } from '../base/problem.ts';
import { randomStream } from '../base/random.ts';
import type { Placeable, Placement, PlaceView } from '../models/placements/contract.ts';
import { create, type Registry } from '../models/registry.ts';
import { hostsVms } from '../models/roles.ts';
import type { Scenario } from './scenario.ts';

/** Finds the hosts on which VMs start. Warehouse and storage hosts are taken only where a list names them. */
export class Places<H extends PlaceView> {
  readonly #open: readonly H[];
  readonly #placement: Placement;

  /** Throws SimulationError where no host is for VMs; validation has said so before. */
  constructor(
    registry: Registry,
    places: Scenario['placement'],
    seed: number,
    private readonly hosts: readonly H[],
  ) {
    this.#open = hosts.filter(hostsVms);
    if (isHostList(places)) {
      this.#placement = listed(places, hosts);
      return;
    }
    if (this.#open.length === 0) throw new SimulationError('the platform has no host for VMs');
    this.#placement = create(registry, 'placements', places, { random: randomStream(seed, 'placement') });
  }

  /** Undefined where there is no room. */
  find(vm: Placeable): H | undefined {
    const chosen = this.#placement.place(vm, this.#open);
    return chosen && this.hosts[chosen.index];
  }

  /** There may be more room on a host than before. */
  freed(host: H): void {
    this.#placement.freed?.(host, this.#open);
  }

  /** Places VMs one after the other; `commit` takes the room on the host. Throws SimulationError where one does not fit;
   * validation has said so before. */
  all<V extends Placeable>(vms: readonly V[], commit: (vm: V, host: H) => void): readonly H[] {
    return vms.map((vm) => {
      const host = this.find(vm);
      if (!host) throw new SimulationError(`${vm.name} does not fit: the hosts before it are full`);
      commit(vm, host);
      return host;
    });
  }
}

/** One host per VM, in their order. */
function listed(names: readonly string[], hosts: readonly PlaceView[]): Placement {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  let next = 0;
  return {
    place: () => {
      const name = names[next++] as string;
      const host = byName.get(name);
      if (!host) throw new SimulationError(`placement: there is no host '${name}'`);
      return host;
    },
  };
}

/** Whether the places are host names, one per VM, and no kind of placement. */
export const isHostList = (places: Scenario['placement']): places is readonly string[] => Array.isArray(places);
