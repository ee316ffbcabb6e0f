/** Holm's step-down correction for m tests at once, with p_(1) <= ... <= p_(m):
 *
 *   adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j))
 *
 * The chance that any of the adjusted p below a level is there by accident is at most that level, however the tests
 * depend on each other. Source: S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal
 * of Statistics 6, 1979. */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[i] as number)));
    adjusted[i] = largest;
  }
  return adjusted;
}
