/** The bandwidth that a downtime asks for.
 *
 *   smallest B with  T_down(B, n) <= T  and  rho(B) < 1,   n = the rounds that are allowed
 *   T_down(B, n) = Ps * S / B * (live * (D * S / B)^(n+1) + 1 - live)
 *
 * T_down falls with B and with n, so the most rounds need the least bandwidth, and bisection finds it to the last bit.
 * Where fewer rounds do as well, the threshold is one for the fewest.
 * Where even a network that is hardly faster than the VM writes is fast enough, rho < 1 is what counts.
 * Source: Aldhalaan and Menascé 2013, eq. 6, 18 and 25, solved for B. */
import { demand, positive } from './domain.ts';
import { DEFAULT_MAX_ROUNDS, demandRounds } from './optimum.ts';
import { downtimeAfter, type PreCopyCase, type PreCopyOutcome, preCopyWithRounds } from './pre-copy.ts';

/** The downtime that a migration may have. */
export interface DowntimeGoal {
  /** T, seconds. */
  readonly downtimeS: number;
  /** The largest n. */
  readonly maxRounds?: number;
}

/** The answer, bytes/s, and what sets it. */
export type NeededBandwidth =
  /** This much, with this threshold. */
  | {
      readonly kind: 'enough';
      readonly binding: 'downtime';
      readonly bandwidthBytesPerS: number;
      readonly alpha: number;
      readonly outcome: PreCopyOutcome;
    }
  /** Anything above this. */
  | { readonly kind: 'above'; readonly binding: 'convergence'; readonly bandwidthBytesPerS: number };

/** Downtimes that differ by less are the same. */
const SAME = 1e-9;

/** `c.bandwidthBytesPerS` plays no part. Throws ModelDomainError unless T, Ps, S and D are above 0. */
export function neededBandwidth(c: PreCopyCase, goal: DowntimeGoal): NeededBandwidth {
  const { downtimeS, maxRounds = DEFAULT_MAX_ROUNDS } = goal;
  demandRounds(c.model, maxRounds);
  const { pages, pageBytes, dirtyPagesPerS } = c;
  demand(c.model, [
    positive('T', downtimeS),
    positive('Ps', pages),
    positive('S', pageBytes),
    positive('D', dirtyPagesPerS),
  ]);
  const at = (bandwidthBytesPerS: number): PreCopyCase => ({ ...c, bandwidthBytesPerS });
  const writtenBytesPerS = dirtyPagesPerS * pageBytes;
  if (downtimeAfter(at(writtenBytesPerS), maxRounds) <= downtimeS) {
    return { kind: 'above', binding: 'convergence', bandwidthBytesPerS: writtenBytesPerS };
  }
  // stop and copy manages with the upper end
  const bandwidthBytesPerS = smallest(writtenBytesPerS, (pages * pageBytes) / downtimeS, (bandwidth) => {
    return downtimeAfter(at(bandwidth), maxRounds) <= downtimeS;
  });
  const found = at(bandwidthBytesPerS);
  let rounds = 0;
  while (rounds < maxRounds && downtimeAfter(found, rounds) > downtimeS * (1 + SAME)) rounds++;
  const { alpha, ...outcome } = preCopyWithRounds(found, rounds);
  return { kind: 'enough', binding: 'downtime', bandwidthBytesPerS, alpha, outcome };
}

/** The smallest number above `low` that does it, where all above it do and `high` does. */
function smallest(low: number, high: number, does: (value: number) => boolean): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (does(middle)) high = middle;
    else low = middle;
  }
}
