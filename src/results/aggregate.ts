import type { InputFile } from '../input-file.ts';
import { METRIC_NAMES, METRICS, type MetricName, type PerMetric } from '../metrics/metrics.ts';
import type { ErrorDistribution, PredictionError } from '../metrics/prediction.ts';
import { formatJson } from './json.ts';
import type { CellResult, MetricResult, Result } from './result.ts';
import type { RunFile } from './run-file.ts';
import { ci95, mean } from './statistics.ts';

/** What the result needs of one run. */
export type RunSummary = Pick<RunFile, 'seed' | 'metrics' | 'prediction' | 'simgrid'>;

export interface FinishedCell {
  readonly id: string;
  readonly axes: Readonly<Record<string, unknown>>;
  /** In the order of the experiment's seeds. */
  readonly runs: readonly RunSummary[];
}

/** The result of an experiment from its runs. Pure: the same runs give the same bytes when printed. */
export function aggregate(
  experiment: string,
  wattshift: string,
  cells: readonly FinishedCell[],
  inputs?: readonly InputFile[],
): Result {
  const runs = cells.flatMap((cell) => cell.runs);
  return {
    version: 1,
    experiment,
    wattshift,
    simgrid: runs[0]?.simgrid.version ?? '',
    configuration: common(runs.map((run) => run.simgrid.configuration)),
    inputs,
    cells: cells.map(aggregateCell),
  };
}

/** `result.json` as it is written and printed. */
export function formatResult(result: Result): string {
  return formatJson(result);
}

function aggregateCell({ id, axes, runs }: FinishedCell): CellResult {
  const over = (name: MetricName): MetricResult => {
    const values = runs.map(({ metrics }) => metrics[name] as number);
    return { unit: METRICS[name].unit, mean: mean(values), ci95: ci95(values), values };
  };
  const names = METRIC_NAMES.filter((name) => runs.every(({ metrics }) => metrics[name] !== undefined));
  const metrics = Object.fromEntries(names.map((name) => [name, over(name)])) as unknown as PerMetric<MetricResult>;
  return {
    id,
    axes,
    seeds: runs.map((run) => run.seed),
    metrics,
    prediction: meanError(runs.map((run) => run.prediction)),
  };
}

function meanError(errors: readonly PredictionError[]): PredictionError {
  const over = (what: keyof PredictionError, figure: keyof ErrorDistribution) =>
    mean(errors.map((error) => error[what][figure]));
  const distribution = (what: keyof PredictionError): ErrorDistribution => ({
    mean: over(what, 'mean'),
    p5: over(what, 'p5'),
    p50: over(what, 'p50'),
    p95: over(what, 'p95'),
  });
  return { time: distribution('time'), bytes: distribution('bytes') };
}

/** The configuration items that all runs share; what a sweep varies is in the axes of its cells. */
function common(configurations: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [first = {}, ...others] = configurations;
  const shared = Object.entries(first).filter(([item, value]) => others.every((other) => other[item] === value));
  return Object.fromEntries(shared.sort(([a], [b]) => (a < b ? -1 : 1)));
}
