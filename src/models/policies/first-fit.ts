import type { Resources } from '../resources.ts';

/** First fit over bins of two sizes: a tree whose nodes know the largest room below them, of cores and of memory. Takes
 * log n where one of the two decides, more where they disagree. */
export class FirstFit {
  readonly #leaves: number;
  readonly #cores: Float64Array;
  readonly #memory: Float64Array;

  constructor(capacities: readonly Resources[]) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, capacities.length)));
    const tree = (sizes: readonly number[]) => {
      const nodes = new Float64Array(2 * this.#leaves).fill(-1);
      nodes.set(sizes, this.#leaves);
      return nodes;
    };
    this.#cores = tree(capacities.map(({ cores }) => cores));
    this.#memory = tree(capacities.map(({ memoryBytes }) => memoryBytes));
    for (let node = this.#leaves - 1; node >= 1; node--) this.#update(node);
  }

  /** Puts something into the first bin with room for it and returns the bin, or -1. It takes `least` cores or more,
   * `coresIn` says how many of a bin. */
  place(least: number, memoryBytes: number, coresIn: (bin: number) => number): number {
    let node = this.#find(1, least, memoryBytes, coresIn);
    if (node < 0) return -1;
    const bin = node - this.#leaves;
    this.#cores[node] = (this.#cores[node] as number) - coresIn(bin);
    this.#memory[node] = (this.#memory[node] as number) - memoryBytes;
    for (node >>= 1; node >= 1; node >>= 1) this.#update(node);
    return bin;
  }

  #find(node: number, least: number, memoryBytes: number, coresIn: (bin: number) => number): number {
    const cores = this.#cores[node] as number;
    if (cores < least || (this.#memory[node] as number) < memoryBytes) return -1;
    if (node >= this.#leaves) return cores < coresIn(node - this.#leaves) ? -1 : node;
    const left = this.#find(2 * node, least, memoryBytes, coresIn);
    return left >= 0 ? left : this.#find(2 * node + 1, least, memoryBytes, coresIn);
  }

  #update(node: number): void {
    for (const tree of [this.#cores, this.#memory])
      tree[node] = Math.max(tree[2 * node] as number, tree[2 * node + 1] as number);
  }
}
