import { LIMITS } from '../base/limits.ts';
import { SimulationError } from '../base/problem.ts';
import type { Arrivals } from '../models/life/contract.ts';
import { Completions } from './completions.ts';
import type { Homes } from './homes.ts';
import type { Host } from './host.ts';
import { Ledger } from './ledger.ts';
import { Line } from './line.ts';
import type { Machines } from './machines.ts';
import type { Migrations } from './migrations.ts';
import type { Places } from './placement.ts';
import { Rank, type Timers } from './timers.ts';
import type { Vm } from './vm.ts';
import type { Group, Newcomer, VmMaker } from './vm-groups.ts';

export interface PopulationParts {
  readonly maker: VmMaker;
  /** The VMs at t = 0, committed to their hosts, in their slots. */
  readonly first: readonly { readonly newcomer: Newcomer; readonly vm: Vm }[];
  readonly places: Places<Host>;
  /** Where VMs come or leave; otherwise each has its home where it starts. */
  readonly homes: Homes | undefined;
}

interface Hooks {
  /** It runs from now on. */
  begun(vm: Vm, newcomer: Newcomer): void;
  /** It has left for good. */
  left(vm: Vm): void;
}

/** VMs come, wait for a host where none has room, start, and leave. First come, first served: one that does not fit holds
 * up those behind it. */
export class Population {
  readonly ledger = new Ledger();
  readonly #completions: Completions;
  readonly #waiting = new Line<Newcomer>();
  /** The first of those that wait has been looked at, and no room has come free since. */
  #full = false;
  /** On their way to a host that wakes up. */
  readonly #starting = new Map<Vm, Newcomer>();
  readonly #inSlot: (Vm | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  #arrived = 0;
  #refused = 0;
  #begun = 0;
  #waitedS = 0;

  constructor(
    private readonly parts: PopulationParts,
    private readonly machines: Machines,
    private readonly migrations: Migrations,
    private readonly timers: Timers,
    private readonly durationS: number,
    private readonly hooks: Hooks,
  ) {
    this.#completions = new Completions(machines, timers, (vm) => this.#leave(vm));
    for (const { vm } of parts.first) this.#put(vm);
  }

  /** The VM in a slot that is not free. */
  inSlot(slot: number): Vm {
    return this.#inSlot[slot] as Vm;
  }

  /** Whether a VM of this index has been there. */
  hasCome(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.parts.maker.count;
  }

  /** The VMs at t = 0 run; the others will come. */
  start(): void {
    const { first, maker } = this.parts;
    this.#arrived = first.length;
    for (const { vm, newcomer } of first) this.#live(vm, newcomer);
    for (const group of maker.groups) {
      if (group.arrivals) this.#expect(new Stream(group, group.arrivals));
    }
  }

  // ------------------------------------------------------------------------------------------------ arrivals

  #expect(stream: Stream): void {
    if (stream.nextS >= this.durationS) return;
    this.timers.set(stream.nextS, Rank.Arrival, () => {
      const { nowS } = this.machines;
      while (stream.nextS <= nowS) {
        this.#arrive(this.parts.maker.come(stream.group, nowS));
        stream.pull();
      }
      this.#expect(stream);
    });
  }

  #arrive(newcomer: Newcomer): void {
    if (++this.#arrived > LIMITS.arrivals.most)
      throw new SimulationError(`more than ${LIMITS.arrivals.most} VMs have come by ${this.machines.nowS} s`);
    const refuses = newcomer.group.whenFull === 'refuse';
    if (refuses && (this.#waiting.length > 0 || !this.#startSomewhere(newcomer))) this.#refused++;
    if (refuses) return;
    this.#waiting.push(newcomer);
    if (this.#waiting.length === 1) this.#full = false;
    this.admit();
  }

  /** There may be more room on a host than before. */
  roomFreed(host: Host): void {
    this.parts.places.freed(host);
    this.#full = false;
  }

  /** Those that wait start, as far as there is room. */
  admit(): void {
    while (!this.#full) {
      const next = this.#waiting.first;
      if (!next) return;
      if (this.#startSomewhere(next)) this.#waiting.shift();
      else this.#full = true;
    }
  }

  #startSomewhere(newcomer: Newcomer): boolean {
    const host = this.parts.places.find(newcomer);
    if (!host) return false;
    const vm = this.parts.maker.make(newcomer, this.#freeSlots.pop() ?? this.#inSlot.length, host);
    this.#inSlot[vm.slot] = vm;
    host.take(vm, 1);
    host.expected.add(vm);
    this.#starting.set(vm, newcomer);
    this.machines.wake(host);
    if (host.awake) this.awake(host);
    return true;
  }

  /** A host is awake: VMs that have waited for that start. */
  awake(host: Host): void {
    for (const vm of host.expected) {
      const newcomer = this.#starting.get(vm) as Newcomer;
      host.expected.delete(vm);
      this.#starting.delete(vm);
      this.#put(vm);
      this.#live(vm, newcomer);
    }
  }

  /** A host is down: VMs that were to start there wait again, before all others. */
  failed(host: Host): void {
    const back = [...host.expected].map((vm) => {
      host.expected.delete(vm);
      host.take(vm, -1);
      this.#free(vm);
      const newcomer = this.#starting.get(vm) as Newcomer;
      this.#starting.delete(vm);
      return newcomer;
    });
    this.#waiting.pushFront(back);
    if (back.length > 0) this.#full = false;
  }

  #put(vm: Vm): void {
    this.#inSlot[vm.slot] = vm;
    this.machines.begin(vm, this.parts.homes?.add(vm) ?? vm.host.index);
  }

  #live(vm: Vm, newcomer: Newcomer): void {
    const { nowS } = this.machines;
    this.#begun++;
    this.#waitedS += nowS - newcomer.arrivedS;
    this.hooks.begun(vm, newcomer);
    const lifetime = this.parts.maker.lifetime(newcomer);
    if (lifetime?.kind === 'time') this.timers.set(nowS + lifetime.seconds, Rank.Departure, () => this.#leave(vm));
    if (lifetime?.kind === 'work') this.machines.giveWork(vm, lifetime.coreS);
  }

  // ------------------------------------------------------------------------------------------------ departures

  #leave(vm: Vm): void {
    this.migrations.leave(vm);
    const { host } = vm;
    this.machines.end(vm);
    this.ledger.add(vm, this.machines.baseline.askedCoreS(vm, this.machines.nowS));
    this.parts.homes?.remove(vm);
    this.#free(vm);
    this.hooks.left(vm);
    this.roomFreed(host);
    this.admit();
  }

  #free({ slot }: Vm): void {
    this.#inSlot[slot] = undefined;
    this.#freeSlots.push(slot);
  }

  /** To be called at the end of an instant. */
  foresee(): void {
    this.#completions.foresee();
  }

  // ------------------------------------------------------------------------------------------------ the end

  /** Undefined where all VMs are there from the beginning to the end. */
  get metrics() {
    if (!this.parts.homes) return undefined;
    return {
      arrivedVms: this.#arrived,
      runningVms: this.machines.vms.length,
      waitingVms: this.#waiting.length + this.#starting.size,
      finishedVms: this.ledger.finished,
      refusedVms: this.#refused,
      waitingTimeMeanS: this.#begun > 0 ? this.#waitedS / this.#begun : 0,
    };
  }
}

/** The arrivals of a group, one after the other. */
class Stream {
  readonly #times: Iterator<number, void>;
  #left: number;
  /** Infinity when no more will come. */
  nextS = 0;

  constructor(
    readonly group: Group,
    arrivals: Arrivals,
  ) {
    this.#times = arrivals.times();
    this.#left = group.count;
    this.pull();
  }

  pull(): void {
    const next = this.#left-- > 0 ? this.#times.next() : undefined;
    if (!next || next.done) {
      this.nextS = Number.POSITIVE_INFINITY;
      return;
    }
    if (!(next.value >= this.nextS))
      throw new SimulationError(`the arrivals do not ascend: ${next.value} s comes after ${this.nextS} s`);
    this.nextS = next.value;
  }
}
