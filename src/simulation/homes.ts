import type { Registry } from '../models/registry.ts';
import { hostsVms } from '../models/roles.ts';
import type { Host } from './host.ts';
import { Places } from './placement.ts';
import { Room } from './room.ts';
import type { Scenario } from './scenario.ts';
import type { Vm } from './vm.ts';

/** Where each VM would be if nobody ever moved one: the same placement, on rooms beside the hosts of the run. Where none
 * of them has room, because the run has packed VMs more densely, the least filled one is overbooked. */
export class Homes {
  readonly #rooms: readonly Room[];
  readonly #places: Places<Room>;
  readonly #homes = new Map<Vm, Room>();

  constructor(registry: Registry, placement: Scenario['placement'], seed: number, hosts: readonly Host[]) {
    this.#rooms = hosts.map((host) => new Room(host));
    this.#places = new Places(registry, placement, seed, this.#rooms);
  }

  /** The index of its host. */
  add(vm: Vm): number {
    const room = this.#places.find(vm) ?? this.#leastFilled();
    room.take(vm, 1);
    this.#homes.set(vm, room);
    return room.index;
  }

  remove(vm: Vm): void {
    const room = this.#homes.get(vm) as Room;
    this.#homes.delete(vm);
    room.take(vm, -1);
    this.#places.freed(room);
  }

  #leastFilled(): Room {
    const filled = ({ committed, cores }: Room) => committed.vcpus / cores;
    return this.#rooms.filter(hostsVms).reduce((least, room) => (filled(room) < filled(least) ? room : least));
  }
}
