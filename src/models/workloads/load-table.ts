/** Loads over time of many VMs, as traces bring them: in columns, read once, shared by all threads. A sample takes 8
 * bytes where times and loads have few decimals, 16 at most, and its dirty rate 4 to 8 more.
 *
 * What else a format may know of its VMs (arrival, size, speed) is one more column, with one number per VM. */
import { NumberList, numberAt, type SharedColumn } from '../../base/input/shared-column.ts';
import type { Phase } from './contract.ts';

/** Samples, far above what is useful. */
const MOST_SAMPLES = 100_000_000;

export interface LoadTable {
  /** In the order of their Unicode code points, whatever the order of the file. */
  readonly vmNames: readonly string[];
  /** The samples of VM i, in order of time, are those from `offsets[i]` up to, not including, `offsets[i + 1]`. */
  readonly offsets: Uint32Array;
  readonly timesS: SharedColumn;
  /** Fractions of the VM's vCPUs. */
  readonly loads: SharedColumn;
  /** Bytes/s; undefined where nothing is written. */
  readonly dirtyRates: SharedColumn | undefined;
  /** Of the last sample of all. */
  readonly endS: number;
  /** The longest time from one sample of a VM to its next one; 0 if none has two. */
  readonly longestStepS: number;
}

export class LoadTableBuilder {
  readonly #vms = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #lastS: number[] = [];
  readonly #vm = new NumberList();
  readonly #timesS = new NumberList();
  readonly #loads = new NumberList();
  readonly #dirtyRates = new NumberList();
  #endS = 0;
  #longestStepS = 0;

  get isFull(): boolean {
    return this.#vm.length >= MOST_SAMPLES;
  }

  /** The time of the VM's sample before, if there is one. */
  lastS(vmName: string): number | undefined {
    const vm = this.#vms.get(vmName);
    return vm === undefined ? undefined : this.#lastS[vm];
  }

  /** Each VM's samples come in order of time; `dirtyRate` is given for all samples or for none. */
  add(vmName: string, timeS: number, load: number, dirtyRate: number | undefined): void {
    let vm = this.#vms.get(vmName);
    if (vm === undefined) {
      vm = this.#vms.size;
      // a name cut out of a file keeps the file in memory: this is a copy
      this.#vms.set(Buffer.from(vmName).toString(), vm);
      this.#counts.push(0);
    } else {
      this.#longestStepS = Math.max(this.#longestStepS, timeS - (this.#lastS[vm] as number));
    }
    (this.#counts[vm] as number)++;
    this.#lastS[vm] = timeS;
    this.#endS = Math.max(this.#endS, timeS);
    this.#vm.push(vm);
    this.#timesS.push(timeS);
    this.#loads.push(load);
    if (dirtyRate !== undefined) this.#dirtyRates.push(dirtyRate);
  }

  build(): LoadTable {
    const byName = [...this.#vms].sort(([a], [b]) => (a < b ? -1 : 1));
    const offsets = new Uint32Array(new SharedArrayBuffer(4 * (byName.length + 1)));
    const starts = new Uint32Array(byName.length);
    for (const [i, [, vm]] of byName.entries()) {
      starts[vm] = offsets[i] as number;
      offsets[i + 1] = (offsets[i] as number) + (this.#counts[vm] as number);
    }
    const inOrder = (list: NumberList) => {
      const next = starts.slice();
      return list.toShared((i) => (next[this.#vm.at(i)] as number)++);
    };
    return {
      vmNames: byName.map(([name]) => name),
      offsets,
      timesS: inOrder(this.#timesS),
      loads: inOrder(this.#loads),
      dirtyRates: this.#dirtyRates.length > 0 ? inOrder(this.#dirtyRates) : undefined,
      endS: this.#endS,
      longestStepS: this.#longestStepS,
    };
  }
}

/** The phases of one VM of a table. There may be millions: each is the same object with other values. */
export class SampledPhases implements Iterator<Phase, void> {
  readonly #table: LoadTable;
  readonly #end: number;
  #next: number;
  #started = false;
  readonly #phase = { durationS: 0, load: 0, dirtyRate: 0 };
  readonly #result: IteratorResult<Phase, void> = { done: false, value: this.#phase };

  constructor(table: LoadTable, vm: number) {
    this.#table = table;
    this.#next = table.offsets[vm] as number;
    this.#end = table.offsets[vm + 1] as number;
  }

  /** Before its first sample a VM asks for nothing; its last one holds for ever. */
  next(): IteratorResult<Phase, void> {
    if (this.#next === this.#end) return { done: true, value: undefined };
    const { timesS, loads, dirtyRates } = this.#table;
    const phase = this.#phase;
    const timeS = numberAt(timesS, this.#next);
    if (!this.#started) {
      this.#started = true;
      if (timeS > 0) {
        phase.durationS = timeS;
        return this.#result;
      }
    }
    const sample = this.#next++;
    const endS = this.#next < this.#end ? numberAt(timesS, this.#next) : Number.POSITIVE_INFINITY;
    phase.durationS = endS - timeS;
    phase.load = numberAt(loads, sample);
    phase.dirtyRate = dirtyRates ? numberAt(dirtyRates, sample) : 0;
    return this.#result;
  }
}
