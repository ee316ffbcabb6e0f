/** Moves in the making: what has been sent where already, and what still fits. Every policy plans on one of these, and
 * nothing changes before its orders are carried out.
 *
 *   demand of a host = committed + what this plan sends there - what it takes away       cores
 *   vCPUs of a host  = committed + what this plan sends there
 *   free memory      = free now  - what this plan sends there                            bytes
 *
 * Demand is what holds once the moves are done. vCPUs and memory are reservations: those that this plan takes away are
 * not free before the VM is on its way, or gone. */
import { hostsVms } from '../roles.ts';
import type { DataCentre, HostView, Move, VmView } from './contract.ts';

/** What the moves of a plan change about a host. */
class Change {
  cores = 0;
  arrivingVms = 0;
  arrivingVcpus = 0;
  arrivingBytes = 0;
  readonly arrivals: VmView[] = [];
}

const UNCHANGED: Readonly<Change> = new Change();

/** Moves that are thought of, and what hosts and VMs would be like once they are done. */
export class Plan {
  /** In the order in which they were added. */
  readonly moves: Move[] = [];
  readonly #changes = new Map<HostView, Change>();
  readonly #destinations = new Map<VmView, HostView>();
  /** Of each move, what its two hosts were asked for before it: undoing it leaves the very same sums. */
  readonly #before: number[] = [];

  constructor(
    /** As it is now, without the moves. */
    readonly state: DataCentre,
  ) {}

  /** Hosts that VMs can go to: neither failed nor kept for something else. */
  get hosts(): readonly HostView[] {
    return this.state.hosts.filter((host) => hostsVms(host) && host.state !== 'failed');
  }

  /** Adds a move. */
  move(vm: VmView, to: HostView): void {
    const from = vm.destination ?? vm.host;
    const [source, target] = [this.#changeOf(from), this.#changeOf(to)];
    this.#before.push(source.cores, target.cores);
    source.cores -= vm.demandOn(from);
    target.cores += vm.demandOn(to);
    target.arrivingVms++;
    target.arrivingVcpus += vm.vcpus;
    target.arrivingBytes += vm.memoryBytes;
    target.arrivals.push(vm);
    this.#destinations.set(vm, to);
    this.moves.push({ do: 'migrate', vm, to });
  }

  /** Takes back all moves after the first `count`. */
  undoTo(count: number): void {
    for (const { vm, to } of this.moves.splice(count).reverse()) {
      const [source, target] = [this.#changeOf(vm.destination ?? vm.host), this.#changeOf(to)];
      target.cores = this.#before.pop() as number;
      source.cores = this.#before.pop() as number;
      target.arrivingVms--;
      target.arrivingVcpus -= vm.vcpus;
      target.arrivingBytes -= vm.memoryBytes;
      target.arrivals.pop();
      this.#destinations.delete(vm);
    }
  }

  /** VMs that are to be on a host once the moves are done: those that stay, those on their way, those of this plan. */
  vmsOn(host: HostView): readonly VmView[] {
    const stays = (vm: VmView) => !this.#destinations.has(vm) && (vm.destination ?? vm.host) === host;
    const onTheirWay = [...host.incoming].filter((vm) => vm.host !== host && stays(vm));
    return [...host.vms.filter(stays), ...onTheirWay, ...this.#of(host).arrivals];
  }

  /** What a host is asked for once the moves are done, cores. */
  demandCores(host: HostView): number {
    return host.committed.cores + this.#of(host).cores;
  }

  /** How many VMs are to be on a host once the moves are done; those that leave still count. */
  vms(host: HostView): number {
    return host.committed.vms + this.#of(host).arrivingVms;
  }

  /** Their virtual CPUs; those that leave still count. */
  vcpus(host: HostView): number {
    return host.committed.vcpus + this.#of(host).arrivingVcpus;
  }

  /** Whether a host is there, and has memory free for a VM. */
  takes(vm: VmView, host: HostView): boolean {
    if (host.state === 'failed') return false;
    return vm.host === host || vm.memoryBytes <= host.freeMemoryBytes - this.#of(host).arrivingBytes;
  }

  /** Whether a host has room for a VM: its memory, and what it asks for now. */
  fits(vm: VmView, host: HostView): boolean {
    return this.takes(vm, host) && this.demandCores(host) + vm.demandOn(host) <= host.capacity.cores;
  }

  #of(host: HostView): Readonly<Change> {
    return this.#changes.get(host) ?? UNCHANGED;
  }

  #changeOf(host: HostView): Change {
    let change = this.#changes.get(host);
    if (!change) {
      change = new Change();
      this.#changes.set(host, change);
    }
    return change;
  }
}

const byDemand = (a: VmView, b: VmView) => b.demandCores - a.demandCores || a.index - b.index;

/** VMs of a host that can be sent away, the largest demand first. */
export const movable = (host: HostView): readonly VmView[] =>
  host.state === 'failed' ? [] : host.vms.filter((vm) => !vm.destination).sort(byDemand);
