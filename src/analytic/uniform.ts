/** Pre-copy where every page is dirtied at the same rate.
 *
 *   tau = S / B,  rho = D * tau
 *   n      = ceil(ln(alpha) / ln(rho) - 1)                                     (eq. 11)
 *   T_pre  = Ps * tau * (1 - rho^(n+1)) / (1 - rho)                            (eq. 7)
 *   T_down = Ps * tau * rho^(n+1)                                              (eq. 6)
 *   pages  = ceil(Ps * ((1 - rho^(n+1)) / (1 - rho) + alpha))                  (eq. 13)
 *   G      = 1 / rho^(n+1)                                                     (eq. 14)
 *   U_net  = (rho - rho^(n+2) + alpha * (1 - rho)) / (1 - rho^(n+2))           (eq. 16)
 *   where    alpha <= rho < 1
 *
 * Ps pages of S bytes, B bytes/s, D pages/s for the whole VM, times in s, the rest without unit.
 * Source: Aldhalaan and Menascé 2013, section 3, eq. 1-16. */
import { type PreCopyCase, type PreCopyOutcome, preCopyAt, type Transfer } from './pre-copy.ts';

/** A VM whose pages are all dirtied at the same rate. */
export interface UniformVm extends Transfer {
  /** D: pages that the VM dirties per second. */
  readonly dirtyPagesPerS: number;
}

/** Such a VM, and when it is stopped. */
export interface UniformInput extends UniformVm {
  /** The VM is stopped when at most this share of its pages is left. */
  readonly alpha: number;
}

/** The VM as the rounds of pre-copy see it. */
export function uniformCase({ pages, pageBytes, bandwidthBytesPerS, dirtyPagesPerS }: UniformVm): PreCopyCase {
  return { model: 'uniform', pages, pageBytes, bandwidthBytesPerS, dirtyPagesPerS, live: 1, rhoSymbol: 'rho' };
}

/** Throws ModelDomainError unless 0 < alpha <= rho < 1. */
export const uniform = (input: UniformInput): PreCopyOutcome => preCopyAt(uniformCase(input), input.alpha);
