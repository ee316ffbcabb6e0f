/** Metrics as people read them. */
import { isMetric, METRICS } from '../../results/metrics/metrics.ts';

interface Scale {
  readonly unit: string;
  /** From the metric's own unit. */
  readonly factor: number;
}

/** A figure that `METRICS` does not name says its title itself. */
interface Titled {
  readonly title?: string | undefined;
}

const SCALES: Readonly<Record<string, Scale>> = {
  '1': { unit: '%', factor: 100 },
  J: { unit: 'kWh', factor: 1 / 3.6e6 },
  B: { unit: 'GB', factor: 1e-9 },
};

/** From the unit of a metric to the one that people read. */
export const scaleOf = (unit: string): Scale => SCALES[unit] ?? { unit, factor: 1 };

export const titleOf = (metric: string, { title = metric }: Titled): string =>
  isMetric(metric) ? METRICS[metric].title : title;

/** `saved energy, %` */
export function labelOf(metric: string, one: Titled & { readonly unit: string }): string {
  const { unit } = scaleOf(one.unit);
  return unit === '' ? titleOf(metric, one) : `${titleOf(metric, one)}, ${unit}`;
}
