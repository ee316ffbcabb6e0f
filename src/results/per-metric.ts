import { z } from 'zod';
import { CORE_METRIC_NAMES, FACILITY_METRIC_NAMES, type PerMetric } from '../metrics/metrics.ts';

/** Schema of something per metric: the core metrics must be there, those of the facility may be. */
export function perMetric<T>(value: z.ZodType<T>): z.ZodType<PerMetric<T>> {
  const core = CORE_METRIC_NAMES.map((name) => [name, value] as const);
  const facility = FACILITY_METRIC_NAMES.map((name) => [name, value.optional()] as const);
  return z.object(Object.fromEntries<z.ZodType>([...core, ...facility])) as unknown as z.ZodType<PerMetric<T>>;
}
