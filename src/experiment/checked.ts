/** Scenarios that have been checked already. Who runs thousands of them does not have each one read again. */
import type { Scenario } from '../simulation/scenario.ts';

const checked = new WeakSet<Scenario>();

/** Remembers that nothing is wrong with the scenario, which cannot be changed from now on. */
export function markChecked(scenario: Scenario): void {
  for (const part of [scenario, scenario.workload, scenario.policy, scenario.mechanism]) Object.freeze(part);
  for (const part of [scenario.migrationEnergy, scenario.facility, scenario.vms]) Object.freeze(part);
  checked.add(scenario);
}

export const isChecked = (scenario: Scenario): boolean => checked.has(scenario);
