/** Metrics as people read them. */
import { METRICS, type MetricName } from '../metrics/metrics.ts';

interface Scale {
  readonly unit: string;
  /** From the metric's own unit. */
  readonly factor: number;
}

const SCALES: Readonly<Record<string, Scale>> = {
  '1': { unit: '%', factor: 100 },
  J: { unit: 'kWh', factor: 1 / 3.6e6 },
  B: { unit: 'GB', factor: 1e-9 },
};

export function scaleOf(metric: MetricName): Scale {
  const { unit } = METRICS[metric];
  return SCALES[unit] ?? { unit, factor: 1 };
}

/** `saved energy, %` */
export function labelOf(metric: MetricName): string {
  const { unit } = scaleOf(metric);
  return unit === '' ? METRICS[metric].title : `${METRICS[metric].title}, ${unit}`;
}
