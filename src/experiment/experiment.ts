/** An experiment as plain data: every cell a scenario, every seed a run of each. */
import type { InputStamp } from '../base/input/input-stamp.ts';
import type { Scenario } from '../simulation/scenario.ts';

/** An experiment, read and checked: every cell is run with every seed. */
export interface Experiment {
  /** Names the results and their folder. */
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  /** Whole numbers from 0 on, each once. */
  readonly seeds: readonly number[];
  /** Every combination of the sweep; one without a sweep. */
  readonly cells: readonly Cell[];
  /** Absolute paths of the modules that hold kinds of the user's own. */
  readonly plugins: readonly string[];
  /** All files that it was made from, itself among them. */
  readonly inputs: readonly InputStamp[];
}

/** One combination of the sweep. */
export interface Cell {
  /** `mechanism=miyakodori(images=8)`; `-` without a sweep. */
  readonly id: string;
  /** The swept paths with their values as written. */
  readonly axes: Readonly<Record<string, unknown>>;
  /** What its runs simulate. */
  readonly scenario: Scenario;
}
