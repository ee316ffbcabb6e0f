/** The least energy that any assignment of VMs to hosts could have used: whoever assigns knows all loads beforehand, and
 * moves VMs at once and free of charge.
 *
 *   E >= integral of sum of f_h dt + max(A, B)
 *   A = integral of max(F(D), S(n) + G(D)) dt                                        falling asleep and waking are free
 *   B = sum over k of (s_k * time in which n >= k + cost of its gaps) + integral of G(D) dt
 *   cost of a gap of length L = min(s_k * L, fallAsleepJ + wakeJ)                      the k-th host stays on, or sleeps
 *   S(n) = s_1 + ... + s_n,   s_k the k-th smallest of a_h - f_h
 *
 * D cores in use, n hosts that are on at least, both over time; f, a, F, G: fleet.ts. At the start every host is on; the
 * gap at the end lacks wakeJ. B is the cheapest path, because with equal costs it does not matter which host is on, only
 * how many are: each number k has its own gaps, and its own choice in each. Where a host goes down or comes back by
 * itself, a transition is taken off again, since none had to be paid.
 *
 * Exact for equal hosts with linear power whose VMs fill hosts without a rest; else below. A VM may be split over hosts
 * here, and where hosts differ, the cheapest parts of each are put together.
 *
 * In J, s and W. Time and memory: one step per change, one number per host.
 * Source: wattshift; the gaps by M. Lin, A. Wierman, L. L. H. Andrew and E. Thereska, Dynamic Right-Sizing for
 * Power-Proportional Data Centers (2011). */
import type { Fleet, Need } from './fleet.ts';

export class LeastEnergy {
  readonly #fleet: Fleet;
  /** S. */
  readonly #staticW: Float64Array;
  /** Since when the k-th host has not been needed. */
  readonly #gapS: Float64Array;
  #on: number;
  #nowS = 0;
  #floorJ = 0;
  #freeSleepJ = 0;
  #workJ = 0;
  #onJ = 0;
  #gapsJ = 0;
  #unpaidJ = 0;

  constructor(fleet: Fleet) {
    const { staticW } = fleet;
    this.#fleet = fleet;
    this.#on = staticW.length;
    this.#gapS = new Float64Array(staticW.length);
    this.#staticW = new Float64Array(staticW.length + 1);
    for (let k = 0; k < staticW.length; k++)
      this.#staticW[k + 1] = (this.#staticW[k] as number) + (staticW[k] as number);
  }

  /** Up to `nowS`, so much was needed all the time. */
  advance(nowS: number, need: Need): void {
    const dt = nowS - this.#nowS;
    if (dt <= 0) return;
    const { least } = this.#fleet;
    const on = least.hostsOn(need);
    this.#turn(on);
    const workW = least.work.at(need.cores);
    const onW = this.#staticW[on] as number;
    this.#floorJ += least.floorW * dt;
    this.#workJ += workW * dt;
    this.#onJ += onW * dt;
    this.#freeSleepJ += Math.max(least.fromAsleep.at(need.cores), onW + workW) * dt;
    this.#nowS = nowS;
  }

  /** A host goes down, or comes back, and pays for no transition. */
  turnedByItself(): void {
    this.#unpaidJ += Math.max(this.#fleet.wakeJ, this.#fleet.fallAsleepJ(Number.POSITIVE_INFINITY));
  }

  /** Joules up to the last `advance`. */
  get energyJ(): number {
    let openJ = 0;
    for (let k = this.#on; k < this.#gapS.length; k++) openJ += this.#gapJ(k, 0);
    const pathJ = this.#onJ + this.#gapsJ + openJ + this.#workJ - this.#unpaidJ;
    return this.#floorJ + Math.max(this.#freeSleepJ, pathJ);
  }

  /** So many hosts are needed from now on. */
  #turn(on: number): void {
    for (; this.#on > on; this.#on--) this.#gapS[this.#on - 1] = this.#nowS;
    for (; this.#on < on; this.#on++) this.#gapsJ += this.#gapJ(this.#on, this.#fleet.wakeJ);
  }

  /** What it has cost the k-th host, counted from 0, not to be needed until now. */
  #gapJ(k: number, wakeJ: number): number {
    const seconds = this.#nowS - (this.#gapS[k] as number);
    const staticW = this.#fleet.staticW[k] as number;
    return Math.min(staticW * seconds, this.#fleet.fallAsleepJ(seconds) + wakeJ);
  }
}
