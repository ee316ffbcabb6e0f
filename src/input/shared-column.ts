/** Columns of numbers that all threads read from the same memory.
 *
 * Most numbers that people write down have few decimals. x = n / d, with n a whole number below 2^32 and d a power of
 * ten, takes four bytes instead of eight, and is the very same x: a division is rounded as reading the decimal is. Where
 * one number of a column is not of this kind, all of it stays as it is. Equal numbers give equal bytes, so that a hash
 * over the bytes is one over the numbers. */

export interface SharedColumn {
  /** Number i is `numbers[i] / divisor`. */
  readonly numbers: Uint32Array | Float64Array;
  readonly divisor: number;
}

export const numberAt = ({ numbers, divisor }: SharedColumn, i: number): number => (numbers[i] as number) / divisor;

const LARGEST_DIVISOR = 1e9;
const LARGEST_WHOLE = 2 ** 32 - 1;

const BLOCK = 2 ** 16;

/** Numbers as they come, in blocks: growing copies nothing. */
export class NumberList {
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length % BLOCK;
    if (at === 0) this.#blocks.push(new Float64Array(BLOCK));
    // 0 for -0, which no whole number can tell
    (this.#blocks.at(-1) as Float64Array)[at] = value + 0;
    this.#length++;
  }

  at(i: number): number {
    return (this.#blocks[Math.floor(i / BLOCK)] as Float64Array)[i % BLOCK] as number;
  }

  /** The numbers in shared memory, number i at `placeOf(i)`; `placeOf` is called once for each, in order. */
  toShared(placeOf: (i: number) => number): SharedColumn {
    const divisor = this.#divisor();
    const numbers =
      divisor === undefined
        ? new Float64Array(new SharedArrayBuffer(8 * this.#length))
        : new Uint32Array(new SharedArrayBuffer(4 * this.#length));
    const factor = divisor ?? 1;
    for (let i = 0; i < this.#length; i++) {
      const value = this.at(i);
      numbers[placeOf(i)] = divisor === undefined ? value : Math.round(value * factor);
    }
    return { numbers, divisor: factor };
  }

  /** The smallest power of ten that makes all of them whole; undefined where there is none. */
  #divisor(): number | undefined {
    let divisor = 1;
    let largest = 0;
    for (let i = 0; i < this.#length; i++) {
      const value = this.at(i);
      if (value > largest) largest = value;
      while (Math.round(value * divisor) / divisor !== value) {
        divisor *= 10;
        if (divisor > LARGEST_DIVISOR) return undefined;
      }
      if (value < 0 || largest * divisor > LARGEST_WHOLE) return undefined;
    }
    return divisor;
  }
}
