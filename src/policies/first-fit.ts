/** First fit in O(log n): a tree over the bins whose nodes know the largest room below them. */
export class FirstFit {
  readonly #leaves: number;
  readonly #room: Float64Array;

  constructor(capacities: readonly number[]) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, capacities.length)));
    this.#room = new Float64Array(2 * this.#leaves).fill(-1);
    this.#room.set(capacities, this.#leaves);
    for (let node = this.#leaves - 1; node >= 1; node--) this.#update(node);
  }

  /** Puts `size` into the first bin with room for it and returns the bin, or -1. */
  place(size: number): number {
    if (this.#at(1) < size) return -1;
    let node = 1;
    while (node < this.#leaves) node = this.#at(2 * node) >= size ? 2 * node : 2 * node + 1;
    const bin = node - this.#leaves;
    this.#room[node] = this.#at(node) - size;
    for (node >>= 1; node >= 1; node >>= 1) this.#update(node);
    return bin;
  }

  #update(node: number): void {
    this.#room[node] = Math.max(this.#at(2 * node), this.#at(2 * node + 1));
  }

  #at(node: number): number {
    return this.#room[node] as number;
  }
}
