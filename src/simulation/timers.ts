import FlatQueue from 'flatqueue';
import { widened } from './columns.ts';

/** What is due first at one instant: VMs leave before others come, samples are taken before a policy looks at them, and
 * policies look before the end of a wait. */
export enum Rank {
  Host = 0,
  Departure = 1,
  Arrival = 2,
  Sample = 3,
  Tick = 4,
  Ask = 5,
  Wait = 6,
}

const NOTHING: readonly never[] = [];

interface Timer {
  readonly rank: Rank;
  readonly order: number;
  readonly run: () => void;
}

/** Things to do at given times; those of one instant run by rank, then in the order in which they were set. */
export class Timers {
  readonly #queue = new FlatQueue<Timer>();
  #order = 0;

  set(timeS: number, rank: Rank, run: () => void): void {
    if (timeS < Number.POSITIVE_INFINITY) this.#queue.push({ rank, order: this.#order++, run }, timeS);
  }

  /** Infinity when nothing is due any more. */
  get nextS(): number {
    return this.#queue.peekValue() ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out all that is due at `nowS`. */
  due(nowS: number): readonly Timer[] {
    if (this.nextS > nowS) return NOTHING;
    const due: Timer[] = [];
    while (this.nextS <= nowS) due.push(this.#queue.pop() as Timer);
    return due.length > 1 ? due.sort((a, b) => a.rank - b.rank || a.order - b.order) : due;
  }
}

/** When the load of each VM changes next. Apart from the timers, because most events are of this kind: there is one per
 * VM, and the queue holds numbers only, so that a change leaves nothing behind to collect. */
export class LoadChanges {
  #queue: FlatQueue<number>;
  #capacity: number;
  /** Of each VM. What else is in the queue is of one that has left its slot. */
  #nextS: Float64Array;

  constructor(slots: number) {
    this.#capacity = Math.max(slots, 1);
    this.#queue = new FlatQueue(this.#capacity, Float64Array, Uint32Array);
    this.#nextS = new Float64Array(this.#capacity);
  }

  /** A VM's next change, after its last one was due. */
  set(timeS: number, slot: number): void {
    if (slot >= this.#nextS.length) this.#nextS = widened(this.#nextS, slot);
    this.#nextS[slot] = timeS;
    if (timeS === Number.POSITIVE_INFINITY) return;
    if (this.#queue.length === this.#capacity) this.#makeRoom();
    this.#queue.push(slot, timeS);
  }

  /** Its VM has left. */
  forget(slot: number): void {
    this.#nextS[slot] = Number.POSITIVE_INFINITY;
  }

  /** Infinity when no load changes any more. */
  get nextS(): number {
    return this.#queue.peekValue() ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out all that is due at `nowS`, and hands over the slots of the VMs in their order. */
  eachDue(nowS: number, handle: (slot: number) => void): void {
    if (this.nextS > nowS) return;
    const first = this.#pop();
    if (this.nextS > nowS) {
      if (first !== undefined) handle(first); // nearly always, and without an array for it
      return;
    }
    const due = first === undefined ? [] : [first];
    while (this.nextS <= nowS) {
      const slot = this.#pop();
      if (slot !== undefined) due.push(slot);
    }
    for (const slot of due.sort((a, b) => a - b)) handle(slot);
  }

  /** Undefined where it is of a VM that has left. */
  #pop(): number | undefined {
    const timeS = this.nextS;
    const slot = this.#queue.pop() as number;
    if (this.#nextS[slot] !== timeS) return undefined;
    this.#nextS[slot] = Number.POSITIVE_INFINITY;
    return slot;
  }

  #makeRoom(): void {
    const before = this.#queue;
    this.#capacity *= 2;
    this.#queue = new FlatQueue(this.#capacity, Float64Array, Uint32Array);
    while (before.length > 0) {
      const timeS = before.peekValue() as number;
      this.#queue.push(before.pop() as number, timeS);
    }
  }
}
