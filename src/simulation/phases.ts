import { SimulationError } from '../base/problem.ts';
import type { Phase } from '../models/workloads/contract.ts';
import { widened } from './columns.ts';
import type { Vm } from './vm.ts';

/** Phases that are drawn at a time. */
const AHEAD = 16;
const COLUMNS = 3;

/** The phases of every VM, one after the other. They are drawn ahead into one table: with many VMs, waking a VM's
 * generator and its random stream takes longer than what they compute. */
export class Phases {
  readonly #sources: (Iterator<Phase, void> | undefined)[] = [];
  #table: Float64Array;
  #drawn: Uint8Array;
  #taken: Uint8Array;
  readonly #phase = { durationS: 0, load: 0, dirtyRate: 0 };

  constructor(slots: number) {
    this.#table = new Float64Array(slots * AHEAD * COLUMNS);
    this.#drawn = new Uint8Array(slots);
    this.#taken = new Uint8Array(slots);
  }

  /** Those of a VM that begins now. */
  begin(slot: number, source: Iterator<Phase, void>): void {
    if (slot >= this.#drawn.length) {
      this.#drawn = widened(this.#drawn, slot);
      this.#taken = widened(this.#taken, slot);
      this.#table = widened(this.#table, this.#drawn.length * AHEAD * COLUMNS - 1);
    }
    this.#sources[slot] = source;
    this.#drawn[slot] = 0;
    this.#taken[slot] = 0;
  }

  /** Those of a VM that has left. */
  end(slot: number): void {
    this.#sources[slot] = undefined;
  }

  /** The next phase of a VM, valid until the next call; undefined after its last one. */
  next({ slot, name }: Vm): Phase | undefined {
    if (this.#taken[slot] === this.#drawn[slot]) this.#draw(slot, name);
    const taken = this.#taken[slot] as number;
    if (taken === this.#drawn[slot]) return undefined;
    this.#taken[slot] = taken + 1;
    const row = (slot * AHEAD + taken) * COLUMNS;
    const table = this.#table;
    const phase = this.#phase;
    phase.durationS = table[row] as number;
    phase.load = table[row + 1] as number;
    phase.dirtyRate = table[row + 2] as number;
    return phase;
  }

  #draw(slot: number, vmName: string): void {
    const source = this.#sources[slot];
    let drawn = 0;
    for (; drawn < AHEAD; drawn++) {
      const phase = source?.next().value;
      if (!phase) break;
      requirePhase(phase, vmName);
      const row = (slot * AHEAD + drawn) * COLUMNS;
      this.#table[row] = phase.durationS;
      this.#table[row + 1] = phase.load;
      this.#table[row + 2] = phase.dirtyRate;
    }
    this.#drawn[slot] = drawn;
    this.#taken[slot] = 0;
  }
}

function requirePhase({ durationS, load, dirtyRate }: Phase, vmName: string): void {
  const wrong =
    (!(durationS > 0) && `lasts ${durationS} s`) ||
    (!(load >= 0 && load <= 1) && `has the load ${load}, which is no fraction from 0 to 1`) ||
    (!(dirtyRate >= 0 && dirtyRate < Number.POSITIVE_INFINITY) && `has the dirty rate ${dirtyRate} bytes/s`);
  if (wrong) throw new SimulationError(`the workload: a phase of ${vmName} ${wrong}`);
}
