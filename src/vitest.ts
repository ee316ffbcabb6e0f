/** A matcher for Vitest: `import 'wattshift/vitest'` in a test, or in a setup file, adds it.
 *
 *   await expect('experiment.yaml').toMatchEnergyBaseline('energy-baseline.json') */
import { expect } from 'vitest';
import { type CheckFileOptions, checkFile } from './check/check-file.ts';
import { checkTable } from './cli/check-table.ts';

/** How the matcher runs the experiment, and what it makes of the baseline. */
export type EnergyBaselineOptions = CheckFileOptions;

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Runs an experiment file, or reads finished results, and holds them against a baseline file; with `update: true` it
 * records that file. Paths are relative to the working directory. Rejects with InputError if a file cannot be used. */
export async function toMatchEnergyBaseline(
  received: unknown,
  baseline: string,
  options: EnergyBaselineOptions = {},
): Promise<MatcherResult> {
  if (typeof received !== 'string') {
    throw new TypeError('toMatchEnergyBaseline takes the path of an experiment file or of results');
  }
  const outcome = await checkFile(received, baseline, options, '{ update: true }');
  if (outcome.kind === 'recorded') return { pass: true, message: () => `${baseline} was recorded` };
  if (outcome.kind === 'incomplete') {
    const { failures, completed, total } = outcome.measurement;
    const reasons = failures.map(({ cell, seed, message }) => `${cell}, seed ${seed}: ${message}`);
    throw new Error([`${received}: only ${completed} of ${total} runs are there`, ...reasons].join('\n'));
  }
  const { report } = outcome;
  const text = checkTable(report, {});
  const hint = `If that is meant, accept it: toMatchEnergyBaseline('${baseline}', { update: true }).`;
  return {
    pass: report.same,
    message: () =>
      report.same
        ? `${received} is as recorded in ${baseline}`
        : `${received} is not as recorded in ${baseline}\n\n${text}\n${hint}`,
  };
}

declare module 'vitest' {
  interface Matchers<T> {
    /** Holds the experiment file or results folder of that path against recorded figures; exact unless the baseline or
     * `options` have tolerances. */
    toMatchEnergyBaseline(baseline: string, options?: EnergyBaselineOptions): Promise<void>;
  }
}

expect.extend({ toMatchEnergyBaseline });
