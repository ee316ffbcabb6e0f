/** One thread: runs a job, writes its files, and hands back the little that the result needs. */
import { workerData } from 'piscina';
import { loadPlugins } from '../experiment/plugins.ts';
import type { MetricName } from '../metrics/metrics.ts';
import { SimulationError } from '../problem.ts';
import { builtIn } from '../registry.ts';
import type { RunOutput } from '../results/run-output.ts';
import { writeRun } from '../results/store.ts';
import { runScenario } from '../run.ts';
import { version } from '../version.ts';
import { failureReason } from './failure-reason.ts';
import type { FinishedRun, Job, JobReport, WorkerSetup } from './job.ts';

const setup = workerData as WorkerSetup;
const registry = await loadPlugins(setup.plugins, builtIn);

export default async function work(job: Job): Promise<JobReport> {
  try {
    return { run: await runAndWrite(job) };
  } catch (error) {
    return { failure: failureReason(error) };
  }
}

async function runAndWrite({ cell, seed, key }: Job): Promise<FinishedRun> {
  const { id, scenario } = setup.cells[cell] as WorkerSetup['cells'][number];
  const output = await runScenario(scenario, seed, registry);
  requireNumbers(output);
  const { metrics, prediction, simgrid, memoryBytes } = writeRun(
    setup.out,
    { cell: id, seed, key, wattshift: version },
    output,
  );
  return { seed, metrics, prediction, simgrid, memoryBytes };
}

/** Infinity and NaN cannot be written as JSON, and would spoil every mean. */
function requireNumbers({ metrics }: RunOutput): void {
  const wrong = (Object.keys(metrics) as MetricName[]).filter((name) => !Number.isFinite(metrics[name]));
  if (wrong.length > 0) {
    throw new SimulationError(`not a finite number: ${wrong.map((name) => `${name} = ${metrics[name]}`).join(', ')}`);
  }
}
