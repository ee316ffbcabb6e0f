/** What is compared: the reference cell and the metrics. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import { InputError } from '../base/problem.ts';
import { inMetricOrder, type MetricName } from '../results/metrics/metrics.ts';
import type { CellResult, Result } from '../results/result.ts';

/** What decides between two cells. Each further metric makes the correction stricter for all. */
const DEFAULT_METRICS: readonly MetricName[] = [
  'savedEnergyRatio',
  'energyOverhead',
  'migrations',
  'downtimeMeanS',
  'overloadTimeRatio',
  'cost',
];

/** The first cell; else the one of that id, or the only one whose id contains the text. */
export function chooseReference({ cells, experiment }: Result, wanted?: string): CellResult {
  const fail = (what: string, hint: string) => problem(experiment, what, hint);
  const [first, second] = cells;
  if (!first || !second) throw fail('there is only one cell: nothing to compare it with', 'sweep over something');
  if (wanted === undefined) return first;
  const exact = cells.find(({ id }) => id === wanted);
  const [found, ...more] = exact ? [exact] : cells.filter(({ id }) => id.includes(wanted));
  const ids = cells.map(({ id }) => id);
  if (!found) throw fail(`no cell '${wanted}'`, didYouMean(wanted, ids));
  if (more.length > 0) throw fail(`${more.length + 1} cells contain '${wanted}'`, `name one: ${ids.join('; ')}`);
  return found;
}

/** Those that are wanted, or the usual ones; `all` is every metric that all cells have, and in the same unit. */
export function chooseMetrics({ cells, experiment }: Result, wanted?: readonly string[]): readonly string[] {
  const names = Object.keys(cells[0]?.metrics ?? {});
  const units = (name: string) => new Set(cells.map(({ metrics }) => metrics[name]?.unit));
  const present = inMetricOrder(names.filter((name) => units(name).size === 1));
  if (!wanted?.length) return DEFAULT_METRICS.filter((name) => present.includes(name));
  if (wanted.includes('all')) return present;
  const wrong = wanted.find((name) => !present.includes(name));
  if (wrong !== undefined) throw problem(experiment, `no metric '${wrong}'`, didYouMean(wrong, [...present, 'all']));
  return present.filter((name) => wanted.includes(name));
}

const problem = (file: string, what: string, hint: string) =>
  new InputError([{ file, line: 0, column: 0, what, hint }]);
