/** The whole of `wattshift check`, for the command and the matcher. */

import { existsSync } from 'node:fs';
import { demandText } from '../base/argument.ts';
import { InputError, OutputError } from '../base/problem.ts';
import { writeAtomic } from '../results/atomic-write.ts';
import { readRun } from '../results/read-run.ts';
import { type Measurement, type MeasureOptions, measure } from '../sweep/measure.ts';
import { type Baseline, recordedNames } from './baseline.ts';
import { checkResult } from './check-result.ts';
import { formatBaseline } from './format-baseline.ts';
import { readBaseline } from './read-baseline.ts';
import { type RunReader, recordBaseline } from './record.ts';
import type { CheckReport } from './report.ts';
import { mergeTolerances, parseTolerances, type WrittenTolerances } from './tolerances.ts';

/** How `checkFile` runs the experiment, and what it makes of the baseline. */
export interface CheckFileOptions extends MeasureOptions {
  /** Writes the baseline instead of failing. */
  readonly update?: boolean | undefined;
  /** By metric: `1e-6` or `0.1 %` of the recorded value, `absolute 2`, `exact`; `all` for all others. They go before
   * those of the baseline, and `update` writes them into it. */
  readonly tolerances?: WrittenTolerances | undefined;
}

/** What came of a check: compared, recorded, or not even that. */
export type CheckOutcome =
  | { readonly kind: 'checked'; readonly report: CheckReport }
  /** `report` tells what moved since the baseline that was there before, if there was one. */
  | { readonly kind: 'recorded'; readonly report: CheckReport }
  /** Runs failed, or were interrupted: nothing is compared or written. */
  | { readonly kind: 'incomplete'; readonly measurement: Measurement };

/** Holds an experiment file, which is run first, or finished results against a baseline file, or records that file.
 * Throws InputError if either cannot be used; `updating` is what its hints call the option that records. */
export async function checkFile(
  path: string,
  baselinePath: string,
  options: CheckFileOptions = {},
  updating = '--update',
): Promise<CheckOutcome> {
  demandText('checkFile', 'the path of an experiment file or of results', path);
  demandText('checkFile', 'the path of a baseline file', baselinePath);
  const { update = false, tolerances: written = {}, ...measureOptions } = options;
  const problem = (what: string, hint: string) =>
    new InputError([{ file: baselinePath, line: 0, column: 0, what, hint }]);
  // before the experiment, which may take its time
  const before = readBaseline(baselinePath, updating);
  const overrides = parseTolerances(
    written,
    (name, what, hint) => {
      throw new InputError([{ file: `tolerance of ${name}`, line: 0, column: 0, what, hint }]);
    },
    recordedNames(before?.runs ?? []),
  );
  if (!before && !update) throw problem('there is no such baseline', `record it with ${updating}`);

  const measurement = await measure(path, measureOptions);
  if (measurement.completed < measurement.total) return { kind: 'incomplete', measurement };
  const { result, out } = measurement;
  const read: RunReader = (cell, seed) => readRun(out, cell, seed);
  const check = (baseline: Baseline) => checkResult(result, baseline, { tolerances: overrides, read });
  if (before && !update) return { kind: 'checked', report: await check(before) };

  const tolerances = mergeTolerances(before?.tolerances ?? {}, overrides);
  const after = await recordBaseline(result, tolerances, read).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    const hint = 'a baseline needs the files of the runs, too';
    throw new InputError(error.problems.map((one) => (existsSync(one.file) ? one : { ...one, hint })));
  });
  const report = await check(before ?? after);
  writeBaseline(baselinePath, formatBaseline(after));
  return { kind: 'recorded', report };
}

function writeBaseline(path: string, text: string): void {
  try {
    writeAtomic(path, text);
  } catch (error) {
    // the path was named by the user, and nothing that was computed is lost
    if (!(error instanceof OutputError)) throw error;
    const { path: file, what } = error;
    throw new InputError([{ file, line: 0, column: 0, what, hint: 'name another file' }]);
  }
}
