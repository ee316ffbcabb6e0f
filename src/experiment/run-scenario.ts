import { demandObject } from '../base/argument.ts';
import { InputError } from '../base/problem.ts';
import { builtIn, demandRegistry, type Registry } from '../models/registry.ts';
import type { RunOutput } from '../results/run-output.ts';
import { runScenario as runChecked } from '../simulation/run.ts';
import type { Scenario, WrittenScenario } from '../simulation/scenario.ts';
import { checkScenario } from './check-scenario.ts';
import { isChecked } from './checked.ts';
import { kindsOf } from './kind-choice.ts';
import { KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import { kindsOfGroup } from './vms.ts';

/** Runs one scenario with one seed, on a SimGrid instance of its own: the cell of an experiment, or one written by hand,
 * which is checked first and has its defaults filled in. The same scenario and seed give the same output, bit for bit.
 * `registry` holds the kinds that the scenario names: for those of plugins, what `loadPlugins` returns.
 *
 * Throws InputError with everything that is wrong with the scenario, by dotted path; SimulationError, with SimGrid's
 * message where the trouble is SimGrid's; TypeError if the arguments are not what they should be. */
export async function runScenario(
  scenario: Scenario | WrittenScenario,
  seed: number,
  registry: Registry = builtIn,
): Promise<RunOutput> {
  demandObject('runScenario', 'a scenario, such as experiment.cells[0].scenario', scenario);
  demandRegistry('runScenario', registry);
  const wrongSeed = Number.isSafeInteger(seed) && seed >= 0 ? [] : [`expected a whole number from 0 on, got ${seed}`];
  if (wrongSeed.length > 0) throw inputError('seed', wrongSeed, 'it fixes all that is random');
  if (!isChecked(scenario as Scenario)) return runChecked(await checkScenario(scenario, registry), seed, registry);
  const unknown = unknownKinds(scenario as Scenario, registry);
  if (unknown.length > 0) throw inputError('scenario', unknown, 'pass what loadPlugins(experiment.plugins) returns');
  return runChecked(scenario as Scenario, seed, registry);
}

/** A scenario that was read with plugins may be run without them. */
const unknownKinds = (scenario: Scenario, registry: Registry) =>
  [
    ...KIND_KEYS.map((key) => [key, KIND_SECTIONS[key].section, scenario[key]] as const),
    ...scenario.vms.flatMap(kindsOfGroup),
  ].flatMap(([key, section, choice]) =>
    choice && !kindsOf(registry, section).has(choice.kind)
      ? [`${key}: there is no kind '${choice.kind}' in this registry`]
      : [],
  );

const inputError = (file: string, found: readonly string[], hint: string) =>
  new InputError(found.map((what) => ({ file, line: 0, column: 0, what, hint })));
