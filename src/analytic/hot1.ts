/** Hot I: pre-copy with hot pages that are sent and sent again like the others.
 *
 *   D_effective = D_nh * (1 - beta) + D_h * beta,  rho_eff = D_effective * S / B          (eq. 17)
 *   n, T_down, T_pre, pages, G, U_net: those of the uniform case with rho_eff             (eq. 18-23)
 *   where  alpha <= rho_eff < 1,  beta < 1
 *
 * beta share of hot pages, D_nh and D_h pages/s of other and of hot pages.
 * Source: Aldhalaan and Menascé 2013, section 4.1, eq. 17-23. */
import { type Condition, demand } from './domain.ts';
import { type PreCopyCase, type PreCopyOutcome, preCopyAt, type Transfer } from './pre-copy.ts';

/** A VM of which some pages are dirtied more often than the others. */
export interface HotVm extends Transfer {
  /** beta: share of the pages that are hot. */
  readonly hotPageRatio: number;
  /** D_nh: pages per second that are dirtied where all pages are like those that are not hot. */
  readonly coldDirtyPagesPerS: number;
  /** D_h: pages per second that are dirtied where all pages are like the hot ones. */
  readonly hotDirtyPagesPerS: number;
}

/** Such a VM, and when it is stopped. */
export interface HotInput extends HotVm {
  /** The VM is stopped when at most this share of its pages is left. */
  readonly alpha: number;
}

/** Throws ModelDomainError unless 0 <= beta < 1 and D_h >= D_nh. */
export function hot1Case(vm: HotVm): PreCopyCase {
  demand('hot1', hotConditions(vm));
  const { pages, pageBytes, bandwidthBytesPerS, hotPageRatio: beta, coldDirtyPagesPerS, hotDirtyPagesPerS } = vm;
  const dirtyPagesPerS = coldDirtyPagesPerS * (1 - beta) + hotDirtyPagesPerS * beta;
  return { model: 'hot1', pages, pageBytes, bandwidthBytesPerS, dirtyPagesPerS, live: 1, rhoSymbol: 'rho_eff' };
}

/** Throws ModelDomainError unless 0 < alpha <= rho_eff < 1, 0 <= beta < 1 and D_h >= D_nh. */
export const hot1 = (input: HotInput): PreCopyOutcome => preCopyAt(hot1Case(input), input.alpha);

export const hotConditions = ({
  hotPageRatio: beta,
  coldDirtyPagesPerS: D_nh,
  hotDirtyPagesPerS: D_h,
}: HotVm): readonly Condition[] => [
  ['0 <= beta', beta >= 0, { beta }],
  ['beta < 1', beta < 1, { beta }],
  ['D_nh <= D_h < infinity', D_nh <= D_h && D_h < Number.POSITIVE_INFINITY, { D_nh, D_h }],
];
