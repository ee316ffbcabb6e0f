import FlatQueue from 'flatqueue';

/** What is due first at one instant: loads are known before policies look at them, and the end of a wait is last. */
export enum Rank {
  Load = 0,
  Tick = 1,
  Wait = 2,
}

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
    const due: Timer[] = [];
    while (this.nextS <= nowS) due.push(this.#queue.pop() as Timer);
    return due.length > 1 ? due.sort((a, b) => a.rank - b.rank || a.order - b.order) : due;
  }
}
