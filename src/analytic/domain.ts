/** Where a closed form holds, and the error for where it does not. */

/** A condition that is not met: `alpha <= rho`, and the figures that say so. */
export interface Violation {
  /** As in the header of the model: `alpha <= rho`. */
  readonly condition: string;
  /** The figures in it. */
  readonly found: string;
}

/** The parameters lie outside of the model's domain; every violated condition is named. */
export class ModelDomainError extends Error {
  override readonly name = 'ModelDomainError';
  constructor(
    /** Which closed form. */
    readonly model: string,
    /** Every condition that is not met. */
    readonly violations: readonly Violation[],
  ) {
    super(`${model}: ${violations.map(({ condition, found }) => `needs ${condition}, but ${found}`).join('; ')}`);
  }
}

/** `[condition, whether it is met, figures]`; figures by the symbols of the condition. */
export type Condition = readonly [condition: string, met: boolean, found: Readonly<Record<string, number>>];

/** Throws ModelDomainError with all conditions that are not met. */
export function demand(model: string, conditions: readonly Condition[]): void {
  const violations = conditions
    .filter(([, met]) => !met)
    .map(([condition, , found]) => ({ condition, found: figures(found) }));
  if (violations.length > 0) throw new ModelDomainError(model, violations);
}

export const positive = (symbol: string, value: number): Condition => [
  `0 < ${symbol} < infinity`,
  value > 0 && value < Number.POSITIVE_INFINITY,
  { [symbol]: value },
];

const figures = (found: Readonly<Record<string, number>>) =>
  Object.entries(found)
    .map(([symbol, value]) => `${symbol} is ${Number(value.toPrecision(6))}`)
    .join(' and ');
