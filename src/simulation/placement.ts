import { SimulationError } from '../base/problem.ts';
import { randomStream } from '../base/random.ts';
import type { Placeable, Placement, PlaceView } from '../models/placements/contract.ts';
import { create, type Registry } from '../models/registry.ts';
import { hostsVms } from '../models/roles.ts';
import type { Scenario } from './scenario.ts';

/** Commits a VM to the host that it starts on, so that the next one finds it taken. */
type Commit<H> = (vm: Placeable, host: H) => void;

/** The host of each VM at t = 0. Warehouse and storage hosts are taken only where a list names them. Throws
 * SimulationError where the VMs do not fit; validation has said so before. */
export function placeVms<H extends PlaceView>(
  registry: Registry,
  places: Scenario['placement'],
  seed: number,
  vms: readonly Placeable[],
  hosts: readonly H[],
  commit: Commit<H>,
): readonly H[] {
  const choose = chooser(registry, places, seed, hosts);
  return vms.map((vm, index) => {
    const host = choose(vm, index);
    if (!host) throw new SimulationError(`${vm.name} does not fit: the hosts before it are full`);
    commit(vm, host);
    return host;
  });
}

function chooser<H extends PlaceView>(
  registry: Registry,
  places: Scenario['placement'],
  seed: number,
  hosts: readonly H[],
): (vm: Placeable, index: number) => H | undefined {
  if (isHostList(places)) {
    const byName = new Map(hosts.map((host) => [host.name, host]));
    return (_, index) => {
      const host = byName.get(places[index] as string);
      if (!host) throw new SimulationError(`placement: there is no host '${places[index]}'`);
      return host;
    };
  }
  const placement: Placement = create(registry, 'placements', places, { random: randomStream(seed, 'placement') });
  const open = hosts.filter(hostsVms);
  if (open.length === 0) throw new SimulationError('the platform has no host for VMs');
  return (vm) => {
    const chosen = placement.place(vm, open);
    return chosen && hosts[chosen.index];
  };
}

/** Whether the places are host names, one per VM, and no kind of placement. */
export const isHostList = (places: Scenario['placement']): places is readonly string[] => Array.isArray(places);
