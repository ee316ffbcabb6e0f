import type { InputStamp } from '../base/input/input-stamp.ts';
import type { Figure } from '../base/kind.ts';
import { formatSigned } from './checksum.ts';
import { inMetricOrder, isMetric, METRICS, type PerMetric } from './metrics/metrics.ts';
import type { ErrorDistribution, PredictionError } from './metrics/prediction.ts';
import type { CellResult, MetricResult, Result } from './result.ts';
import type { RunFile } from './run-file.ts';
import { ci95, mean } from './statistics.ts';

/** What the result needs of one run. */
export type RunSummary = Pick<RunFile, 'seed' | 'metrics' | 'figures' | 'prediction' | 'simgrid'>;

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
  inputs?: readonly InputStamp[],
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
  return formatSigned(result);
}

function aggregateCell({ id, axes, runs }: FinishedCell): CellResult {
  const [first] = runs;
  const over = (name: string): MetricResult => {
    const values = runs.map(({ metrics }) => metrics[name] as number);
    const { unit, title } = figureOf(name, first);
    return { unit, ...(isMetric(name) ? {} : { title }), mean: mean(values), ci95: ci95(values), values };
  };
  const everywhere = Object.keys(first?.metrics ?? {}).filter((name) =>
    runs.every(({ metrics }) => metrics[name] !== undefined),
  );
  const metrics = Object.fromEntries(inMetricOrder(everywhere).map((name) => [name, over(name)]));
  return {
    id,
    axes,
    seeds: runs.map((run) => run.seed),
    metrics: metrics as unknown as PerMetric<MetricResult>,
    prediction: meanError(runs.map((run) => run.prediction)),
  };
}

/** As the run says; else as this version knows it. */
function figureOf(name: string, run: RunSummary | undefined): Pick<Figure, 'unit' | 'title'> {
  const own = run?.figures && Object.hasOwn(run.figures, name) ? run.figures[name] : undefined;
  return own ?? (isMetric(name) ? METRICS[name] : { unit: '', title: name });
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
