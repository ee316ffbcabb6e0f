/** The spine: platform + scenario -> kernel -> simulation -> metrics -> output. */
import { openKernel, SimGridError } from './kernel/index.ts';
import { predictionError } from './metrics/prediction.ts';
import { summarise } from './metrics/summarise.ts';
import { SimulationError } from './problem.ts';
import type { Registry } from './registry.ts';
import type { RunOutput } from './results/run-output.ts';
import type { Scenario } from './scenario.ts';
import { buildSimulation, createFacility } from './simulation/build.ts';
import type { OnTime, Simulation } from './simulation/simulation.ts';

/** Runs one scenario with one seed, on a SimGrid instance of its own. The same scenario and seed give the same output,
 * bit for bit. `registry` adds a user's kinds to the built-in ones. `onTime` is told how far the run is.
 *
 * Throws SimulationError, with SimGrid's message where the trouble is SimGrid's. */
export async function runScenario(
  scenario: Scenario,
  seed: number,
  registry?: Registry,
  onTime?: OnTime,
): Promise<RunOutput> {
  try {
    using kernel = await openKernel(scenario.platform, scenario.simgrid);
    const simulation = buildSimulation(kernel, scenario, seed, registry);
    simulation.run(onTime);
    const { durationS } = scenario;
    const { hosts, machines } = simulation;
    const migrations = simulation.migrations.table;
    const power = machines.power.series();
    const metrics = summarise(hosts, migrations, machines.baseline.energyJ(durationS), durationS);
    const facility = createFacility(scenario, registry);
    const counts = (host: number) => hosts[host]?.counts ?? false;
    return {
      metrics: { ...metrics, ...facility.metrics({ durationS, energyJ: metrics.energyJ, power, counts, migrations }) },
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

function account({ vms, hosts }: Simulation): RunOutput['account'] {
  return {
    vms: vms.map(({ name, dynamicJ, idleShareJ, migrationJ }) => ({ vm: name, dynamicJ, idleShareJ, migrationJ })),
    hosts: hosts.map(({ name, energyJ, emptyJ, asleepJ, awakeS, asleepS, failedS, overloadS }) => ({
      host: name,
      totalJ: energyJ,
      emptyJ,
      asleepJ,
      awakeS,
      asleepS,
      failedS,
      overloadS,
    })),
  };
}
