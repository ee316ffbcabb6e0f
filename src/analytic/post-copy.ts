/** Post-copy: the VM runs at its destination at once, and its memory follows, each page once.
 *
 *   T_down  = C / B
 *   T_slow  = M / B                  runs at `v` of its speed until all memory is there
 *   T_lost  = (1 - v) * T_slow       what it would have done meanwhile
 *   T_total = T_down + T_slow
 *
 * C state of CPUs and devices, M memory, bytes; B bytes/s; v without unit; times in s. How much is written plays no part.
 * Source: Akiyama 2014, section 2.4; v: its section 5.7.3, which takes a loss of 10 to 30 % from measurements. */
import { demand, positive } from './domain.ts';

/** A VM and its network. */
export interface PostCopyInput {
  /** M. */
  readonly memoryBytes: number;
  /** C: state of CPUs and devices. */
  readonly stateBytes: number;
  /** B. */
  readonly bandwidthBytesPerS: number;
  /** v: speed until all memory has arrived, as a fraction. */
  readonly pagingSpeed: number;
}

/** What the closed form says of a migration; times in seconds. */
export interface PostCopyOutcome {
  /** T_down. */
  readonly downtimeS: number;
  /** T_slow. */
  readonly slowS: number;
  /** T_lost. */
  readonly lostS: number;
  /** T_total. */
  readonly totalS: number;
  /** C and M. */
  readonly migratedBytes: number;
}

/** Throws ModelDomainError unless M, C and B are above 0 and 0 <= v <= 1. */
export function postCopy({ memoryBytes, stateBytes, bandwidthBytesPerS, pagingSpeed }: PostCopyInput): PostCopyOutcome {
  demand('post-copy', [
    positive('M', memoryBytes),
    positive('C', stateBytes),
    positive('B', bandwidthBytesPerS),
    ['0 <= v <= 1', pagingSpeed >= 0 && pagingSpeed <= 1, { v: pagingSpeed }],
  ]);
  const downtimeS = stateBytes / bandwidthBytesPerS;
  const slowS = memoryBytes / bandwidthBytesPerS;
  return {
    downtimeS,
    slowS,
    lostS: (1 - pagingSpeed) * slowS,
    totalS: downtimeS + slowS,
    migratedBytes: memoryBytes + stateBytes,
  };
}
