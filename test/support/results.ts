import { CORE_METRIC_NAMES, METRICS, type MetricName } from '../../src/results/metrics/metrics.ts';
import type { CellResult, Result } from '../../src/results/result.ts';
import { ci95, mean } from '../../src/results/statistics.ts';

const NO_ERROR = { mean: 0, p5: 0, p50: 0, p95: 0 };

type Values = Partial<Record<MetricName, readonly number[]>>;

/** A cell with these values, one per seed; metrics that are not named are 1 for every seed. */
export function cell(
  id: string,
  values: Values,
  options: { seeds?: readonly number[]; axes?: object } = {},
): CellResult {
  const [some = [1]] = Object.values(values);
  const seeds = options.seeds ?? some.map((_, seed) => seed);
  const names = [...new Set([...CORE_METRIC_NAMES, ...(Object.keys(values) as MetricName[])])];
  const metrics = Object.fromEntries(
    names.map((name) => {
      const own = values[name] ?? seeds.map(() => 1);
      return [name, { unit: METRICS[name].unit, mean: mean(own), ci95: ci95(own), values: own }];
    }),
  );
  return {
    id,
    axes: (options.axes ?? {}) as Record<string, unknown>,
    seeds,
    metrics: metrics as unknown as CellResult['metrics'],
    prediction: { time: NO_ERROR, bytes: NO_ERROR },
  };
}

export function resultOf(...cells: readonly CellResult[]): Result {
  return {
    version: 1,
    experiment: 'trial',
    wattshift: '0.1.0',
    simgrid: '3.32',
    configuration: { 'network/model': 'LV08' },
    cells,
  };
}
