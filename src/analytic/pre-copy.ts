/** Pre-copy of pages that are dirtied at a steady rate: what the models uniform, Hot I and Hot II have in common.
 *
 * A part `live` of the pages takes part in the rounds, the rest is sent once, while the VM is down:
 *
 *   tau = S / B        rho = D * tau
 *   P(i) = live * Ps * rho^i            pages of round i                                   (eq. 5)
 *   T(i) = P(i) * tau                   its duration                                       (eq. 4)
 *   T_pre  = live * Ps * tau * (1 - rho^(n+1)) / (1 - rho)                                 (eq. 7, 20, 27)
 *   T_down = Ps * tau * (live * rho^(n+1) + 1 - live)                                      (eq. 6, 18, 25)
 *   T_total = T_pre + T_down                                                               (eq. 8)
 *   pages  = ceil(Ps * (live * (1 - rho^(n+1)) / (1 - rho) + alpha + 1 - live))            (eq. 13, 21, 28)
 *   G      = Ps * tau / T_down                                                             (eq. 14, 22, 29)
 *   U_net  = (live * (rho - rho^(n+2)) + (alpha + 1 - live) * (1 - rho))
 *          / (live * (1 - rho^(n+2)) + (1 - live) * (1 - rho))                             (eq. 16, 23, 31)
 *
 * Ps pages of S bytes, B bytes/s, D pages/s, times in s, the rest without unit; n: see steps.ts.
 * Source: Aldhalaan and Menascé 2013, sections 3 and 4. Uniform and Hot I are the case live = 1, Hot II is live = 1
 * - beta. */
import { type Condition, demand, positive } from './domain.ts';
import { lastRound, stepOf } from './steps.ts';

/** Memory and the network that it crosses. */
export interface Transfer {
  /** P_s. */
  readonly pages: number;
  /** S. */
  readonly pageBytes: number;
  /** B. */
  readonly bandwidthBytesPerS: number;
}

/** A VM as the rounds see it. */
export interface PreCopyCase extends Transfer {
  /** Its name, for messages. */
  readonly model: string;
  /** D: of the pages that take part in the rounds. */
  readonly dirtyPagesPerS: number;
  /** Share of the pages that take part in the rounds. */
  readonly live: number;
  /** What the model calls its rho, for messages. */
  readonly rhoSymbol: string;
}

/** What the closed form says of a migration; times in seconds. */
export interface PreCopyOutcome {
  /** D * tau: the share of what was sent that is dirty again. */
  readonly rho: number;
  /** n: the last round while the VM runs; the first one is 0. */
  readonly lastRound: number;
  /** T_pre: while the VM runs. */
  readonly preCopyS: number;
  /** T_down. */
  readonly downtimeS: number;
  /** T_total. */
  readonly totalS: number;
  /** As printed: counts alpha * Ps pages while the VM is down, the most that there may be. */
  readonly pagesMigrated: number;
  /** G: downtime of stop-and-copy over this downtime. */
  readonly gain: number;
  /** U_net as printed. */
  readonly networkUtilisation: number;
}

export const pageTimeS = ({ pageBytes, bandwidthBytesPerS }: Transfer): number => pageBytes / bandwidthBytesPerS;

export const rhoOf = (c: PreCopyCase): number => c.dirtyPagesPerS * pageTimeS(c);

export const transferConditions = ({ pages, pageBytes, bandwidthBytesPerS }: Transfer): readonly Condition[] => [
  positive('Ps', pages),
  positive('S', pageBytes),
  positive('B', bandwidthBytesPerS),
];

/** Throws ModelDomainError unless 0 < rho < 1. */
export function demandConvergence(c: PreCopyCase): void {
  const rho = rhoOf(c);
  demand(c.model, [
    ...transferConditions(c),
    [`0 < ${c.rhoSymbol}`, rho > 0, { [c.rhoSymbol]: rho }],
    [`${c.rhoSymbol} < 1`, rho < 1, { [c.rhoSymbol]: rho }],
  ]);
}

/** All results at a threshold alpha. Throws ModelDomainError unless 0 < alpha <= rho < 1. */
export function preCopyAt(c: PreCopyCase, alpha: number): PreCopyOutcome {
  demandConvergence(c);
  const rho = rhoOf(c);
  const found = { alpha, [c.rhoSymbol]: rho };
  demand(c.model, [
    ['alpha > 0', alpha > 0, { alpha }],
    [`alpha <= ${c.rhoSymbol}`, alpha <= rho * (1 + 1e-12), found],
  ]);
  return outcome(c, alpha, lastRound(alpha, rho));
}

/** All results for a last round n, at the largest alpha that leads to it. */
export function preCopyWithRounds(c: PreCopyCase, n: number): PreCopyOutcome & { readonly alpha: number } {
  demandConvergence(c);
  const { alphaLargest: alpha } = stepOf(n, rhoOf(c));
  return { alpha, ...outcome(c, alpha, n) };
}

function outcome(c: PreCopyCase, alpha: number, n: number): PreCopyOutcome {
  const rho = rhoOf(c);
  const preCopyS = c.live * c.pages * pageTimeS(c) * roundSum(rho, n);
  const downtimeS = downtimeAfter(c, n);
  return {
    rho,
    lastRound: n,
    preCopyS,
    downtimeS,
    totalS: preCopyS + downtimeS,
    pagesMigrated: wholePages(c.pages * (c.live * roundSum(rho, n) + alpha + 1 - c.live)),
    gain: (c.pages * pageTimeS(c)) / downtimeS,
    networkUtilisation: networkUtilisation(c, alpha, n),
  };
}

/** T_down after round n, whatever alpha led there. */
export function downtimeAfter(c: PreCopyCase, n: number): number {
  return c.pages * pageTimeS(c) * (c.live * rhoOf(c) ** (n + 1) + (1 - c.live));
}

/** U_net as printed, at the threshold alpha and after round n. */
export function networkUtilisation(c: PreCopyCase, alpha: number, n: number): number {
  const [rho, rest] = [rhoOf(c), 1 - c.live];
  const last = rho ** (n + 2);
  return (c.live * (rho - last) + (alpha + rest) * (1 - rho)) / (c.live * (1 - last) + rest * (1 - rho));
}

/** 1 + rho + ... + rho^n. */
const roundSum = (rho: number, n: number) => (1 - rho ** (n + 1)) / (1 - rho);

/** Rounded up; a whole number but for the rounding of its terms is that number. */
function wholePages(pages: number): number {
  const nearest = Math.round(pages);
  return Math.abs(pages - nearest) <= 1e-9 * nearest ? nearest : Math.ceil(pages);
}
