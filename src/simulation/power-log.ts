import type { PowerSeries } from '../results/run-output.ts';

/** Power over time, a row per change, in columns that grow by doubling. */
export class PowerLog {
  #timeS = new Float64Array(1024);
  #host = new Int32Array(1024);
  #watts = new Float64Array(1024);
  #length = 0;
  readonly #last: Float64Array;

  constructor(private readonly hostNames: readonly string[]) {
    this.#last = new Float64Array(hostNames.length).fill(Number.NaN);
  }

  /** The host draws this much from `timeS` on. */
  add(timeS: number, host: number, watts: number): void {
    if (this.#last[host] === watts) return;
    this.#last[host] = watts;
    if (this.#length === this.#timeS.length) this.#grow();
    this.#timeS[this.#length] = timeS;
    this.#host[this.#length] = host;
    this.#watts[this.#length] = watts;
    this.#length++;
  }

  series(): PowerSeries {
    return {
      hostNames: this.hostNames,
      timeS: this.#timeS.slice(0, this.#length),
      host: this.#host.slice(0, this.#length),
      watts: this.#watts.slice(0, this.#length),
    };
  }

  #grow(): void {
    const double = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#timeS = double(this.#timeS, new Float64Array(2 * this.#length));
    this.#host = double(this.#host, new Int32Array(2 * this.#length));
    this.#watts = double(this.#watts, new Float64Array(2 * this.#length));
  }
}
