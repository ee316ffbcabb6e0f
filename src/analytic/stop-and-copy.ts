/** Stop and copy: the VM stands still while all of its memory is sent.
 *
 *   T_down = T_total = M / B
 *
 * M bytes, B bytes/s, times in s. Without the preparation that a simulated migration begins with.
 * Source: Aldhalaan and Menascé 2013, the downtime without live migration in section 3: Ps * tau. */
import { demand, positive } from './domain.ts';

/** A VM and its network. */
export interface StopAndCopyInput {
  /** M. */
  readonly memoryBytes: number;
  /** B. */
  readonly bandwidthBytesPerS: number;
}

/** What the closed form says of a migration; times in seconds. */
export interface StopAndCopyOutcome {
  /** T_down. */
  readonly downtimeS: number;
  /** The same: the VM is down all the time. */
  readonly totalS: number;
  /** M. */
  readonly migratedBytes: number;
}

/** Throws ModelDomainError unless M and B are above 0. */
export function stopAndCopy({ memoryBytes, bandwidthBytesPerS }: StopAndCopyInput): StopAndCopyOutcome {
  demand('stop-and-copy', [positive('M', memoryBytes), positive('B', bandwidthBytesPerS)]);
  const seconds = memoryBytes / bandwidthBytesPerS;
  return { downtimeS: seconds, totalS: seconds, migratedBytes: memoryBytes };
}
