/** The spine: platform + scenario -> kernel -> simulation -> metrics -> output. */

import { SimulationError } from '../base/problem.ts';
import { builtIn, type Registry } from '../models/registry.ts';
import { predictionError } from '../results/metrics/prediction.ts';
import { summarise } from '../results/metrics/summarise.ts';
import type { RunOutput } from '../results/run-output.ts';
import { buildSimulation, createFacility } from './build.ts';
import { openKernel, SimGridError } from './kernel/index.ts';
import type { Scenario } from './scenario.ts';
import type { OnTime, Simulation } from './simulation.ts';

/** Runs one scenario with one seed, on a SimGrid instance of its own. The same scenario and seed give the same output,
 * bit for bit. `registry` adds a user's kinds to the built-in ones. `onTime` is told how far the run is.
 *
 * Throws SimulationError, with SimGrid's message where the trouble is SimGrid's. */
export async function runScenario(
  scenario: Scenario,
  seed: number,
  registry: Registry = builtIn,
  onTime?: OnTime,
): Promise<RunOutput> {
  try {
    using kernel = await openKernel(scenario.platform, scenario.simgrid);
    const simulation = buildSimulation(kernel, scenario, seed, registry);
    const facility = createFacility(scenario, registry);
    simulation.machines.baseline.observe(facility.baselineDrew?.bind(facility));
    simulation.run(onTime);
    const { durationS } = scenario;
    const { hosts, machines } = simulation;
    const { baseline, bounds } = machines;
    const migrations = simulation.migrations.table;
    const power = machines.power.series();
    const { ledger, metrics: ofPopulation } = simulation.population;
    const running = simulation.vms.map((vm) => ({
      askedCoreS: baseline.askedCoreS(vm, durationS),
      unservedCoreS: vm.unservedCoreS,
    }));
    const service = [...running, ...ledger.service];
    const metrics = summarise(hosts, service, migrations, baseline.energyJ(durationS), bounds, durationS);
    const counts = (host: number) => hosts[host]?.counts ?? false;
    const own = ownFigures(registry, scenario, simulation);
    return {
      metrics: {
        ...metrics,
        unservedWorstVmRatio: Math.max(metrics.unservedWorstVmRatio ?? 0, ledger.worstUnservedRatio),
        ...ofPopulation,
        ...own.values,
        ...facility.metrics({ durationS, energyJ: metrics.energyJ, power, counts, migrations }),
      },
      figures: { ...own.figures, ...facility.figures },
      prediction: predictionError(migrations),
      migrations,
      power,
      account: account(simulation),
      simgrid: { version: kernel.version, configuration: kernel.configuration },
      memoryBytes: kernel.simgrid.memoryBytes,
    };
  } catch (error) {
    if (error instanceof SimGridError) throw new SimulationError(`SimGrid: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Figures that the policy and the mechanism have of their own, by the names that their kinds declare: of a mechanism
 * the sum over its migrations. What a kind declares and never tells is 0. */
function ownFigures(registry: Registry, { policy, mechanism }: Scenario, { policyFigures, migrations }: Simulation) {
  const ofPolicy = registry.policies.get(policy.kind)?.figures ?? {};
  const ofMechanism = registry.mechanisms.get(mechanism.kind)?.figures ?? {};
  const undeclared = Object.keys(policyFigures).find((name) => !Object.hasOwn(ofPolicy, name));
  if (undeclared !== undefined)
    throw new SimulationError(
      `the policy '${policy.kind}' has a figure '${undeclared}', which its kind does not declare`,
    );
  const policies = Object.keys(ofPolicy).map((name) => [name, policyFigures[name] ?? 0] as const);
  const mechanisms = Object.keys(ofMechanism).map(
    (name) => [name, migrations.table.note(name).reduce((sum, value) => sum + value, 0)] as const,
  );
  return { values: Object.fromEntries([...policies, ...mechanisms]), figures: { ...ofPolicy, ...ofMechanism } };
}

function account({ vms, hosts, population }: Simulation): RunOutput['account'] {
  return {
    vms: population.ledger.account(vms),
    hosts: hosts.map((host) => ({
      host: host.name,
      totalJ: host.energyJ,
      emptyJ: host.emptyJ,
      asleepJ: host.asleepJ,
      transitionJ: host.transitionJ,
      awakeS: host.awakeS,
      asleepS: host.asleepS,
      transitionS: host.transitionS,
      failedS: host.failedS,
      overloadS: host.overloadS,
    })),
  };
}
