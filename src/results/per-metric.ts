import { z } from 'zod';
import { CORE_METRIC_NAMES, type PerMetric } from './metrics/metrics.ts';

/** Schema of something per metric: the core metrics must be there, and whatever else is there is kept, for a result may
 * be older or newer than its reader. */
export function perMetric<T>(value: z.ZodType<T>): z.ZodType<PerMetric<T>> {
  const core = Object.fromEntries(CORE_METRIC_NAMES.map((name) => [name, value]));
  return z.object(core).catchall(value) as unknown as z.ZodType<PerMetric<T>>;
}
