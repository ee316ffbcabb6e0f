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

interface Change {
  readonly cores: number;
  readonly arrivingVms: number;
  readonly arrivingVcpus: number;
  readonly arrivingBytes: number;
}

const UNCHANGED: Change = { cores: 0, arrivingVms: 0, arrivingVcpus: 0, arrivingBytes: 0 };

export class Plan {
  readonly moves: Move[] = [];
  readonly #changes = new Map<HostView, Change>();
  readonly #destinations = new Map<VmView, HostView>();
  readonly #arrivals = new Map<HostView, VmView[]>();
  /** Of each move: its two hosts as they were before, so that undoing it leaves the very same sums. */
  readonly #before: (readonly (readonly [HostView, Change])[])[] = [];

  constructor(readonly state: DataCentre) {}

  /** Hosts that VMs can go to: neither failed nor kept for something else. */
  get hosts(): readonly HostView[] {
    return this.state.hosts.filter((host) => hostsVms(host) && host.state !== 'failed');
  }

  move(vm: VmView, to: HostView): void {
    const from = vm.destination ?? vm.host;
    const [source, target] = [this.#of(from), this.#of(to)];
    this.#before.push([
      [from, source],
      [to, target],
    ]);
    this.#changes.set(from, { ...source, cores: source.cores - vm.demandOn(from) });
    this.#changes.set(to, {
      cores: target.cores + vm.demandOn(to),
      arrivingVms: target.arrivingVms + 1,
      arrivingVcpus: target.arrivingVcpus + vm.vcpus,
      arrivingBytes: target.arrivingBytes + vm.memoryBytes,
    });
    this.moves.push({ do: 'migrate', vm, to });
    this.#destinations.set(vm, to);
    const arrivals = this.#arrivals.get(to);
    if (arrivals) arrivals.push(vm);
    else this.#arrivals.set(to, [vm]);
  }

  /** Takes back all moves after the first `count`. */
  undoTo(count: number): void {
    for (const { vm, to } of this.moves.splice(count).reverse()) {
      this.#destinations.delete(vm);
      this.#arrivals.get(to)?.pop();
    }
    for (const hosts of this.#before.splice(count).reverse())
      for (const [host, change] of hosts) this.#changes.set(host, change);
  }

  /** VMs that are to be on a host once the moves are done: those that stay, those on their way, those of this plan. */
  vmsOn(host: HostView): readonly VmView[] {
    const stays = (vm: VmView) => !this.#destinations.has(vm) && (vm.destination ?? vm.host) === host;
    const onTheirWay = [...host.incoming].filter((vm) => vm.host !== host && stays(vm));
    return [...host.vms.filter(stays), ...onTheirWay, ...(this.#arrivals.get(host) ?? [])];
  }

  /** What a host is asked for once the moves are done, cores. */
  demandCores(host: HostView): number {
    return host.committed.cores + this.#of(host).cores;
  }

  vms(host: HostView): number {
    return host.committed.vms + this.#of(host).arrivingVms;
  }

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

  #of(host: HostView): Change {
    return this.#changes.get(host) ?? UNCHANGED;
  }
}

const byDemand = (a: VmView, b: VmView) => b.demandCores - a.demandCores || a.index - b.index;

/** VMs of a host that can be sent away, the largest demand first. */
export const movable = (host: HostView): readonly VmView[] =>
  host.state === 'failed' ? [] : host.vms.filter((vm) => !vm.destination).sort(byDemand);
