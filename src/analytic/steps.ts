/** The steps of pre-copy's last round: n is an integer, so all of its functions of alpha are step functions or jump.
 *
 *   n = ceil(ln(alpha) / ln(rho) - 1)                      (eq. 11)
 *   step n:  rho^(n+1) <= alpha < rho^n   for n >= 1;   alpha = rho   for n = 0, because of alpha <= rho
 *
 * alpha, rho without unit, n the last round while the VM runs, from 0 on.
 * Source: Aldhalaan and Menascé 2013, eq. 9-11. */

/** Powers that differ by less are the same number, rounded differently. */
const ROUNDING = 1e-12;
/** As close to the open end of a step as it is safe to go. */
const BELOW = 1 - 1e-9;

/** Beyond this many rounds, which only a rho next to 1 asks for, the logarithms are good enough. */
const MANY_ROUNDS = 1e9;

const reaches = (rho: number, power: number, alpha: number) => rho ** power <= alpha * (1 + ROUNDING);

/** The smallest n >= 0 with rho^(n+1) <= alpha: eq. 11, decided by the powers themselves and not by their logarithms. */
export function lastRound(alpha: number, rho: number): number {
  let n = Math.max(0, Math.ceil(Math.log(alpha) / Math.log(rho) - 1));
  if (n > MANY_ROUNDS) return n;
  while (n > 0 && reaches(rho, n, alpha)) n--;
  while (n < MANY_ROUNDS && !reaches(rho, n + 1, alpha)) n++;
  return n;
}

/** All alphas with the same last round. */
export interface Step {
  /** n. */
  readonly lastRound: number;
  /** Its smallest alpha, which belongs to it. */
  readonly alphaFrom: number;
  /** Its upper end: belongs to it for n = 0 only. */
  readonly alphaTo: number;
  /** The largest alpha to use: next to the upper end where that is open. */
  readonly alphaLargest: number;
}

/** The alphas whose last round is n. */
export function stepOf(n: number, rho: number): Step {
  const alphaFrom = rho ** (n + 1);
  if (n === 0) return { lastRound: 0, alphaFrom, alphaTo: rho, alphaLargest: rho };
  const alphaTo = rho ** n;
  return { lastRound: n, alphaFrom, alphaTo, alphaLargest: alphaTo * BELOW };
}
