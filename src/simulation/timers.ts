import FlatQueue from 'flatqueue';

/** What is due first at one instant: samples are taken before a policy looks at them, and policies look before the end
 * of a wait. */
export enum Rank {
  Host = 0,
  Sample = 1,
  Tick = 2,
  Ask = 3,
  Wait = 4,
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
  readonly #queue: FlatQueue<number>;

  constructor(vmCount: number) {
    this.#queue = new FlatQueue(vmCount, Float64Array, Uint32Array);
  }

  /** A VM's next change, after its last one was due. */
  set(timeS: number, vm: number): void {
    if (timeS < Number.POSITIVE_INFINITY) this.#queue.push(vm, timeS);
  }

  /** Infinity when no load changes any more. */
  get nextS(): number {
    return this.#queue.peekValue() ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out all that is due at `nowS`, and hands over the VMs in their order. */
  eachDue(nowS: number, handle: (vm: number) => void): void {
    if (this.nextS > nowS) return;
    const first = this.#queue.pop() as number;
    if (this.nextS > nowS) {
      handle(first); // nearly always, and without an array for it
      return;
    }
    const due = [first];
    while (this.nextS <= nowS) due.push(this.#queue.pop() as number);
    for (const vm of due.sort((a, b) => a - b)) handle(vm);
  }
}
