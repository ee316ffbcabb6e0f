import { type Random, randomStream } from '../../src/base/random.ts';

/** Choices of one case, all from its own seed. */
export class Draw {
  readonly #random: Random;

  constructor(seed: number, index: number) {
    this.#random = randomStream(seed, `fuzz/${index}`);
  }

  /** Uniform in 0 .. n-1. */
  below(n: number): number {
    return this.#random.below(n);
  }

  chance(probability: number): boolean {
    return this.#random.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Each with this probability, in their order. */
  some<T>(list: readonly T[], probability: number): T[] {
    return list.filter(() => this.chance(probability));
  }

  list<T>(most: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.below(most + 1) }, (_, i) => make(i));
  }

  /** By weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.#random.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return (entries.at(-1) as [K, number])[0];
  }
}
