import { ModelDomainError } from '../../analytic/domain.ts';
import { InputError } from '../../base/problem.ts';

/** What to do about a condition that is not met. */
const HINTS: readonly (readonly [condition: RegExp, hint: string])[] = [
  [/^0 < rho/, 'a VM that writes nothing needs no rounds: see wattshift model stop-and-copy'],
  [/^rho\w* < 1$/, 'the VM writes faster than the network carries: wattshift model bandwidth says what is needed'],
  [/^alpha <= /, 'above it the VM would be stopped after the first round in any case'],
];

/** Turns parameters outside of a model's domain into bad input. */
export async function guarded(what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ModelDomainError)) throw error;
    throw new InputError(
      error.violations.map(({ condition, found }) => ({
        file: what,
        line: 0,
        column: 0,
        what: `needs ${condition}, but ${found}`,
        hint: HINTS.find(([pattern]) => pattern.test(condition))?.[1] ?? 'choose a value within these bounds',
      })),
    );
  }
}
