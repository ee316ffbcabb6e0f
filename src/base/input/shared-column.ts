/** Columns of numbers that all threads read from the same memory.
 *
 * Most numbers that people write down have few decimals. x = n / d, with n a whole number below 2^32 and d a power of
 * ten, takes four bytes instead of eight, and is the very same x: a division is rounded as reading the decimal is. Where
 * one number of a column is not of this kind, all of it takes eight. Equal numbers give equal bytes, so that a hash over
 * the bytes is one over the numbers. */

export interface SharedColumn {
  /** Number i is `numbers[i] / divisor`. */
  readonly numbers: Uint32Array | Float64Array;
  readonly divisor: number;
}

export const numberAt = ({ numbers, divisor }: SharedColumn, i: number): number => (numbers[i] as number) / divisor;

const LARGEST_DIVISOR = 1e9;
const LARGEST_WHOLE = 2 ** 32 - 1;

const BLOCK = 2 ** 16;

/** Numbers as they come, in the form that they will have in the end, and in blocks: growing copies nothing. */
export class NumberList {
  #blocks: (Uint32Array | Float64Array)[] = [];
  #length = 0;
  #isWhole = true;
  #divisor = 1;
  #largest = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    while (this.#isWhole && Math.round(value * this.#divisor) / this.#divisor !== value) this.#refine();
    if (this.#isWhole && (value < 0 || value * this.#divisor > LARGEST_WHOLE)) this.#widen();
    const at = this.#length % BLOCK;
    if (at === 0) this.#blocks.push(this.#isWhole ? new Uint32Array(BLOCK) : new Float64Array(BLOCK));
    // 0 for -0, which no whole number can tell
    (this.#blocks.at(-1) as Uint32Array)[at] = this.#isWhole ? Math.round(value * this.#divisor) : value + 0;
    this.#largest = Math.max(this.#largest, value);
    this.#length++;
  }

  at(i: number): number {
    return ((this.#blocks[Math.floor(i / BLOCK)] as Float64Array)[i % BLOCK] as number) / this.#divisor;
  }

  /** The numbers in shared memory, number i at `placeOf(i)`; `placeOf` is called once for each, in order. */
  toShared(placeOf: (i: number) => number): SharedColumn {
    const numbers = this.#isWhole
      ? new Uint32Array(new SharedArrayBuffer(4 * this.#length))
      : new Float64Array(new SharedArrayBuffer(8 * this.#length));
    for (let i = 0; i < this.#length; i++)
      numbers[placeOf(i)] = (this.#blocks[Math.floor(i / BLOCK)] as Float64Array)[i % BLOCK] as number;
    return { numbers, divisor: this.#divisor };
  }

  /** One decimal more. */
  #refine(): void {
    const divisor = 10 * this.#divisor;
    if (divisor > LARGEST_DIVISOR || this.#largest * divisor > LARGEST_WHOLE) {
      this.#widen();
      return;
    }
    this.#divisor = divisor;
    for (const block of this.#blocks) for (let i = 0; i < BLOCK; i++) block[i] = 10 * (block[i] as number);
  }

  /** From whole numbers to any. */
  #widen(): void {
    this.#blocks = this.#blocks.map((block) => Float64Array.from(block, (whole) => whole / this.#divisor));
    this.#isWhole = false;
    this.#divisor = 1;
  }
}
