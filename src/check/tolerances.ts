import { didYouMean } from '../base/input/did-you-mean.ts';
import { METRIC_NAMES } from '../results/metrics/metrics.ts';
import { EXACT, formatTolerance, parseTolerance, type Tolerance } from './tolerance.ts';

/** By the name of the metric; `all` is for those that are not named. */
export type Tolerances = Readonly<Record<string, Tolerance>>;

/** As written, in a baseline or by a caller. */
export type WrittenTolerances = Readonly<Record<string, string | number>>;

export const TOLERANCE_NAMES: readonly string[] = ['all', ...METRIC_NAMES];

const FORMS = "write 1e-6 or '0.1 %' of the recorded value, 'absolute 2' in the metric's unit, or exact";

/** Reads what is written. `fail` is told what is wrong and throws. `recorded` are the names in the baseline, which may be
 * of a kind's own figures or of a later version. */
export function parseTolerances(
  written: WrittenTolerances,
  fail: (name: string, what: string, hint: string) => never,
  recorded: readonly string[] = [],
): Tolerances {
  const known = [...new Set([...TOLERANCE_NAMES, ...recorded])];
  const entries = Object.entries(written).map(([name, text]) => {
    if (!known.includes(name)) fail(name, `no metric '${name}'`, didYouMean(name, known));
    return [name, parseTolerance(text) ?? fail(name, `'${text}' is not a tolerance`, FORMS)] as const;
  });
  return Object.fromEntries(entries);
}

export function formatTolerances(tolerances: Tolerances): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tolerances).map(([name, tolerance]) => [name, formatTolerance(tolerance)]));
}

/** Later ones go before; an `all` among them before everything that was there. */
export const mergeTolerances = (before: Tolerances, later: Tolerances): Tolerances =>
  later.all ? later : { ...before, ...later };

export const toleranceOf = (tolerances: Tolerances, metric: string): Tolerance =>
  tolerances[metric] ?? tolerances.all ?? EXACT;
