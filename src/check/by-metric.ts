import type { CheckReport, MovedMetric } from './report.ts';

/** One metric over all runs. */
export interface MetricMovement {
  readonly metric: string;
  /** Runs in which it moved. */
  readonly moved: number;
  /** The run in which it moved most, by its share of what was recorded. */
  readonly most: MovedMetric;
}

/** The metrics that moved, in the order in which they come up. */
export function byMetric({ moved }: Pick<CheckReport, 'moved'>): readonly MetricMovement[] {
  const metrics = new Map<string, MetricMovement>();
  for (const one of moved) {
    const known = metrics.get(one.metric);
    const most = known && shareOf(known.most) >= shareOf(one) ? known.most : one;
    metrics.set(one.metric, { metric: one.metric, moved: (known?.moved ?? 0) + 1, most });
  }
  return [...metrics.values()];
}

/** A metric that is gone, or was 0, has moved by more than any share. */
const shareOf = ({ relative }: MovedMetric) => Math.abs(relative ?? Number.POSITIVE_INFINITY);
