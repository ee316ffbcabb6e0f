/** An experiment as plain data: every cell a scenario, every seed a run of each. */
import type { InputStamp } from '../input-stamp.ts';
import type { Scenario } from '../scenario.ts';

export interface Experiment {
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  readonly seeds: readonly number[];
  readonly cells: readonly Cell[];
  /** Absolute paths of the modules that hold kinds of the user's own. */
  readonly plugins: readonly string[];
  /** All files that it was made from, itself among them. */
  readonly inputs: readonly InputStamp[];
}

export interface Cell {
  /** `mechanism=miyakodori(images=8)`; `-` without a sweep. */
  readonly id: string;
  /** The swept paths with their values as written. */
  readonly axes: Readonly<Record<string, unknown>>;
  readonly scenario: Scenario;
}
