/** The threshold alpha with the least downtime, on a network that may be used only so much.
 *
 *   minimise T_down(alpha)   subject to   U_net(alpha) <= U_max                        (section 6)
 *
 * T_down depends on alpha through n alone: it is constant on a step rho^(n+1) <= alpha < rho^n and falls from step to
 * step. U_net rises with alpha inside of a step. So the steps are searched one by one, without any tolerance: step n
 * is possible if U_net is low enough at its smallest alpha, and of the best step the largest alpha is the answer, up to
 * its end or to where
 *
 *   U_net(n, alpha) = U_max   <=>   alpha = (U_max * den - live * (rho - rho^(n+2))) / (1 - rho) - (1 - live)
 *   den = live * (1 - rho^(n+2)) + (1 - live) * (1 - rho)
 *
 * More rounds always mean less downtime, so something else has to end the search: the rounds that are allowed, or a
 * round that has less than one page to send.
 * Source: Aldhalaan and Menascé 2013, section 6, with eq. 16, 23 and 31 as printed. */
import { demand } from './domain.ts';
import {
  demandConvergence,
  networkUtilisation,
  type PreCopyCase,
  type PreCopyOutcome,
  preCopyAt,
  rhoOf,
} from './pre-copy.ts';
import { type Step, stepOf } from './steps.ts';

/** What the search may use of the network, and how many rounds. */
export interface OptimumOptions {
  /** U_max. */
  readonly maxUtilisation: number;
  /** The largest n: rounds of sending dirtied pages again while the VM runs. */
  readonly maxRounds?: number;
}

/** What keeps the downtime from being shorter: U_max, the rounds allowed, or that less than a page is left to send. */
export type Binding = 'utilisation' | 'rounds' | 'page';

/** The threshold with the least downtime. */
export interface Optimal {
  readonly kind: 'optimal';
  /** The largest alpha of the best step that U_max allows. */
  readonly alpha: number;
  /** Every alpha from here to `alpha` has the same downtime. */
  readonly alphaFrom: number;
  /** What ends alpha above: the end of the step, or U_max. */
  readonly alphaEndsAt: 'step' | 'utilisation';
  /** What keeps the downtime from being shorter. */
  readonly binding: Binding;
  /** The migration with this alpha. */
  readonly outcome: PreCopyOutcome;
}

/** No threshold keeps the network utilisation below U_max. */
export interface Infeasible {
  readonly kind: 'infeasible';
  /** What is in the way. */
  readonly binding: 'utilisation';
  /** The least U_net of all alphas that the rounds allow, and where it is. */
  readonly leastUtilisation: number;
  /** Where U_net is least. */
  readonly alpha: number;
  /** n at that alpha. */
  readonly lastRound: number;
}

export const DEFAULT_MAX_ROUNDS = 30;

/** Throws ModelDomainError unless 0 < rho < 1, 0 < U_max and maxRounds is a whole number from 0 on. */
export function optimumAlpha(c: PreCopyCase, options: OptimumOptions): Optimal | Infeasible {
  const { maxUtilisation, maxRounds = DEFAULT_MAX_ROUNDS } = options;
  demandConvergence(c);
  demandRounds(c.model, maxRounds);
  demand(c.model, [['U_max > 0', maxUtilisation > 0, { U_max: maxUtilisation }]]);
  const rho = rhoOf(c);
  const { rounds, ended } = usefulRounds(c, maxRounds);
  const steps = Array.from({ length: rounds + 1 }, (_, n) => stepOf(n, rho));
  const least = (step: Step) => networkUtilisation(c, step.alphaFrom, step.lastRound);
  const best = steps.findLast((step) => least(step) <= maxUtilisation);
  if (!best) {
    const lowest = steps.reduce((low, step) => (least(step) < least(low) ? step : low));
    const { alphaFrom: alpha, lastRound } = lowest;
    return { kind: 'infeasible', binding: 'utilisation', leastUtilisation: least(lowest), alpha, lastRound };
  }
  const allowed = alphaAtUtilisation(c, best.lastRound, maxUtilisation);
  const alpha = Math.max(best.alphaFrom, Math.min(best.alphaLargest, allowed));
  return {
    kind: 'optimal',
    alpha,
    alphaFrom: best.alphaFrom,
    alphaEndsAt: allowed < best.alphaLargest ? 'utilisation' : 'step',
    binding: best.lastRound === rounds ? ended : 'utilisation',
    outcome: preCopyAt(c, alpha),
  };
}

export function demandRounds(model: string, maxRounds: number): void {
  const whole = Number.isInteger(maxRounds) && maxRounds >= 0 && maxRounds <= 1e6;
  demand(model, [['max rounds a whole number from 0 to 1000000', whole, { 'max rounds': maxRounds }]]);
}

/** The rounds up to the first that leaves less than a page. */
function usefulRounds(c: PreCopyCase, maxRounds: number): { readonly rounds: number; readonly ended: Binding } {
  const rho = rhoOf(c);
  for (let n = 0; n < maxRounds; n++) {
    if (c.live * c.pages * rho ** (n + 1) < 1) return { rounds: n, ended: 'page' };
  }
  return { rounds: maxRounds, ended: 'rounds' };
}

function alphaAtUtilisation(c: PreCopyCase, n: number, utilisation: number): number {
  const [rho, rest] = [rhoOf(c), 1 - c.live];
  const last = rho ** (n + 2);
  const den = c.live * (1 - last) + rest * (1 - rho);
  return (utilisation * den - c.live * (rho - last)) / (1 - rho) - rest;
}
