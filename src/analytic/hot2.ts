/** Hot II: pre-copy that leaves hot pages out, and sends them once, while the VM is down.
 *
 *   rho_nh = D_nh * S / B
 *   n      = ceil(ln(alpha) / ln(rho_nh) - 1)                                                      (eq. 26)
 *   T_pre  = Ps * (1 - beta) * tau * (1 - rho_nh^(n+1)) / (1 - rho_nh)                             (eq. 27)
 *   T_down = Ps * tau * ((1 - beta) * rho_nh^(n+1) + beta)                                         (eq. 25)
 *   pages  = ceil(Ps * ((1 - beta) * (1 - rho_nh^(n+1)) / (1 - rho_nh) + alpha + beta))            (eq. 28)
 *   G      = 1 / ((1 - beta) * rho_nh^(n+1) + beta)                                                (eq. 29)
 *   U_net  = ((1 - beta) * (rho_nh - rho_nh^(n+2)) + (alpha + beta) * (1 - rho_nh))
 *          / ((1 - beta) * (1 - rho_nh^(n+2)) + beta * (1 - rho_nh))                               (eq. 31)
 *   where    alpha <= rho_nh < 1,  beta < 1
 *
 * As printed, the (1 - beta) * Ps pages that are left are dirtied at D_nh, not at (1 - beta) * D_nh as in Hot I.
 * Source: Aldhalaan and Menascé 2013, section 4.2, eq. 24-31. */
import { demand } from './domain.ts';
import { type HotInput, type HotVm, hotConditions } from './hot1.ts';
import { type PreCopyCase, type PreCopyOutcome, preCopyAt } from './pre-copy.ts';

/** Throws ModelDomainError unless 0 <= beta < 1 and D_h >= D_nh. */
export function hot2Case(vm: HotVm): PreCopyCase {
  demand('hot2', hotConditions(vm));
  const { pages, pageBytes, bandwidthBytesPerS, hotPageRatio: beta, coldDirtyPagesPerS: dirtyPagesPerS } = vm;
  return { model: 'hot2', pages, pageBytes, bandwidthBytesPerS, dirtyPagesPerS, live: 1 - beta, rhoSymbol: 'rho_nh' };
}

/** Throws ModelDomainError unless 0 < alpha <= rho_nh < 1, 0 <= beta < 1 and D_h >= D_nh. */
export const hot2 = (input: HotInput): PreCopyOutcome => preCopyAt(hot2Case(input), input.alpha);
