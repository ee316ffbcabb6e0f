/** The whole of `wattshift check`, for the command and the matcher. */
import { type Measurement, type MeasureOptions, measure } from '../measure.ts';
import { InputError } from '../problem.ts';
import { writeAtomic } from '../results/atomic-write.ts';
import { readRun } from '../results/store.ts';
import { checkResult } from './check-result.ts';
import { formatBaseline } from './format-baseline.ts';
import { readBaseline } from './read-baseline.ts';
import { type RunReader, recordBaseline } from './record.ts';
import type { CheckReport } from './report.ts';
import { parseTolerances, type Tolerances, type WrittenTolerances } from './tolerances.ts';

export interface CheckFileOptions extends MeasureOptions {
  /** Writes the baseline instead of failing. */
  readonly update?: boolean | undefined;
  /** By metric: `1e-6` or `0.1 %` of the recorded value, `absolute 2`, `exact`; `all` for all others. They go before
   * those of the baseline, and `update` writes them into it. */
  readonly tolerances?: WrittenTolerances | undefined;
}

export type CheckOutcome =
  | { readonly kind: 'checked'; readonly report: CheckReport }
  /** `report` tells what the new baseline changes; undefined if there was none. */
  | { readonly kind: 'recorded'; readonly runs: number; readonly report: CheckReport | undefined }
  /** Runs failed, or were interrupted: nothing is compared or written. */
  | { readonly kind: 'incomplete'; readonly measurement: Measurement };

/** Holds an experiment file, which is run first, or finished results against a baseline file, or records that file.
 * Throws InputError if either cannot be used. */
export async function checkFile(
  path: string,
  baselinePath: string,
  options: CheckFileOptions = {},
): Promise<CheckOutcome> {
  const { update = false, tolerances: written = {}, ...measureOptions } = options;
  const problem = (what: string, hint: string) =>
    new InputError([{ file: baselinePath, line: 0, column: 0, what, hint }]);
  const overrides = parseTolerances(written, (name, what, hint) => {
    throw new InputError([{ file: `tolerance of ${name}`, line: 0, column: 0, what, hint }]);
  });
  // before the experiment, which may take its time
  const before = readBaseline(baselinePath);
  if (!before && !update) throw problem('there is no such baseline', 'record it with --update');

  const measurement = await measure(path, measureOptions);
  if (measurement.completed < measurement.total) return { kind: 'incomplete', measurement };
  const { result, out } = measurement;
  const read: RunReader = (cell, seed) => readRun(out, cell, seed);
  const report = before && (await checkResult(result, before, { tolerances: overrides, read }));
  if (!update) return { kind: 'checked', report: report as CheckReport };

  const tolerances: Tolerances = { ...before?.tolerances, ...overrides };
  const after = await recordBaseline(result, tolerances, read).catch((error: Error) => {
    throw new InputError([
      { file: out, line: 0, column: 0, what: error.message, hint: 'a baseline needs the runs, too' },
    ]);
  });
  writeBaseline(baselinePath, formatBaseline(after), problem);
  return { kind: 'recorded', runs: after.runs.length, report };
}

function writeBaseline(path: string, text: string, problem: (what: string, hint: string) => InputError): void {
  try {
    writeAtomic(path, text);
  } catch (error) {
    throw problem(`cannot be written: ${(error as Error).message}`, 'name another file');
  }
}
