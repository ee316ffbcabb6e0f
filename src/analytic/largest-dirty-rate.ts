/** The fastest writing that pre-copy still keeps up with.
 *
 *   T_down(D, n) <= T     <=>   rho <= ((T / (Ps * tau) - (1 - live)) / live)^(1/(n+1))
 *   alpha reached by n    <=>   rho <= alpha^(1/(n+1))
 *   and always                  rho < 1,   D = rho / tau
 *
 * n is the rounds that are allowed. Source: Aldhalaan and Menascé 2013, eq. 6, 9, 18 and 25, solved for D. */
import { demand, positive } from './domain.ts';
import { DEFAULT_MAX_ROUNDS, demandRounds } from './optimum.ts';
import { type PreCopyCase, pageTimeS, transferConditions } from './pre-copy.ts';

/** What pre-copy is to reach: a downtime in seconds, or the threshold alpha, within `maxRounds` rounds. */
export type ConvergenceGoal =
  | { readonly downtimeS: number; readonly maxRounds?: number }
  | { readonly alpha: number; readonly maxRounds?: number };

/** The answer, pages/s, and what sets it. */
export type LargestDirtyRate =
  /** Up to this rate, itself included. */
  | {
      readonly kind: 'up to';
      readonly binding: 'downtime' | 'alpha';
      readonly dirtyPagesPerS: number;
      readonly rho: number;
    }
  /** Any rate below this. */
  | { readonly kind: 'below'; readonly binding: 'convergence'; readonly dirtyPagesPerS: number; readonly rho: 1 }
  /** Not even without writing: what is left for the downtime takes too long by itself. */
  | { readonly kind: 'infeasible'; readonly binding: 'downtime'; readonly leastDowntimeS: number };

/** `c.dirtyPagesPerS` plays no part; the answer is D, D_effective or D_nh, after the model of the case. Throws
 * ModelDomainError unless Ps, S, B and the goal are above 0. */
export function largestDirtyRate(c: PreCopyCase, goal: ConvergenceGoal): LargestDirtyRate {
  const { maxRounds = DEFAULT_MAX_ROUNDS } = goal;
  demandRounds(c.model, maxRounds);
  const [symbol, value] = 'alpha' in goal ? ['alpha', goal.alpha] : ['T', goal.downtimeS];
  demand(c.model, [...transferConditions(c), positive(symbol as string, value as number)]);
  const tau = pageTimeS(c);
  const leastDowntimeS = c.pages * tau * (1 - c.live);
  if ('downtimeS' in goal && goal.downtimeS <= leastDowntimeS) {
    return { kind: 'infeasible', binding: 'downtime', leastDowntimeS };
  }
  const share = 'alpha' in goal ? goal.alpha : (goal.downtimeS / (c.pages * tau) - (1 - c.live)) / c.live;
  if (share >= 1) return { kind: 'below', binding: 'convergence', dirtyPagesPerS: 1 / tau, rho: 1 };
  const rho = share ** (1 / (maxRounds + 1));
  return { kind: 'up to', binding: 'alpha' in goal ? 'alpha' : 'downtime', dirtyPagesPerS: rho / tau, rho };
}
