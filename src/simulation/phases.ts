import { SimulationError } from '../base/problem.ts';
import type { Phase } from '../models/workloads/contract.ts';

/** Phases that are drawn at a time. */
const AHEAD = 16;
const COLUMNS = 3;

/** The phases of every VM, one after the other. They are drawn ahead into one table: with many VMs, waking a VM's
 * generator and its random stream takes longer than what they compute. */
export class Phases {
  readonly #sources: readonly Iterator<Phase, void>[];
  readonly #table: Float64Array;
  readonly #drawn: Uint8Array;
  readonly #taken: Uint8Array;
  readonly #phase = { durationS: 0, load: 0, dirtyRate: 0 };

  /** One source per VM, in VM order. */
  constructor(sources: readonly Iterator<Phase, void>[]) {
    this.#sources = sources;
    this.#table = new Float64Array(sources.length * AHEAD * COLUMNS);
    this.#drawn = new Uint8Array(sources.length);
    this.#taken = new Uint8Array(sources.length);
  }

  /** The next phase of a VM, valid until the next call; undefined after its last one. */
  next(vm: number): Phase | undefined {
    if (this.#taken[vm] === this.#drawn[vm]) this.#draw(vm);
    const taken = this.#taken[vm] as number;
    if (taken === this.#drawn[vm]) return undefined;
    this.#taken[vm] = taken + 1;
    const row = (vm * AHEAD + taken) * COLUMNS;
    const table = this.#table;
    const phase = this.#phase;
    phase.durationS = table[row] as number;
    phase.load = table[row + 1] as number;
    phase.dirtyRate = table[row + 2] as number;
    return phase;
  }

  #draw(vm: number): void {
    const source = this.#sources[vm];
    let drawn = 0;
    for (; drawn < AHEAD; drawn++) {
      const phase = source?.next().value;
      if (!phase) break;
      requirePhase(phase, vm);
      const row = (vm * AHEAD + drawn) * COLUMNS;
      this.#table[row] = phase.durationS;
      this.#table[row + 1] = phase.load;
      this.#table[row + 2] = phase.dirtyRate;
    }
    this.#drawn[vm] = drawn;
    this.#taken[vm] = 0;
  }
}

function requirePhase({ durationS, load, dirtyRate }: Phase, vm: number): void {
  const wrong =
    (!(durationS > 0) && `lasts ${durationS} s`) ||
    (!(load >= 0 && load <= 1) && `has the load ${load}, which is no fraction from 0 to 1`) ||
    (!(dirtyRate >= 0 && dirtyRate < Number.POSITIVE_INFINITY) && `has the dirty rate ${dirtyRate} bytes/s`);
  if (wrong) throw new SimulationError(`the workload: a phase of vm-${vm} ${wrong}`);
}
