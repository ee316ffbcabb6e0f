import { InputError, OutputError, SimulationError } from '../base/problem.ts';
import type { FailureReason } from './job.ts';

/** An error as plain data: classes do not survive the way out of a worker. */
export function failureReason(error: unknown): FailureReason {
  if (!(error instanceof Error)) return { kind: 'unexpected', message: String(error), stack: undefined };
  const { name, message, stack } = error;
  if (error instanceof InputError) return { kind: 'input', message, stack };
  if (error instanceof OutputError) return { kind: 'output', message, stack };
  if (error instanceof SimulationError) return { kind: 'simulation', message, stack };
  return { kind: 'unexpected', message: `${name}: ${message}`, stack };
}
