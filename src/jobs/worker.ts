/** One thread: runs a job, writes its files, and hands back the little that the result needs. */
import { deserialize } from 'node:v8';
import { parentPort, threadId } from 'node:worker_threads';
import { loadPlugins } from '../experiment/plugins.ts';
import type { MetricName } from '../metrics/metrics.ts';
import { SimulationError } from '../problem.ts';
import { builtIn, type Registry } from '../registry.ts';
import type { RunOutput } from '../results/run-output.ts';
import { writeRun } from '../results/write-run.ts';
import { runScenario } from '../run.ts';
import { version } from '../version.ts';
import { failureReason } from './failure-reason.ts';
import type { FinishedRun, Job, JobReport, Setup, Task } from './job.ts';

interface Prepared {
  readonly number: number;
  readonly setup: Setup;
  readonly registry: Registry;
}
let prepared: Prepared | undefined;

// whoever ends this thread waits for this, see `Threads`
parentPort?.postMessage(threadId);

export default async function work({ setup, job }: Task): Promise<JobReport> {
  try {
    if (prepared?.number !== setup.number) prepared = await prepare(setup);
    return { run: await runAndWrite(job, prepared) };
  } catch (error) {
    return { failure: failureReason(error) };
  }
}

async function prepare({ number, bytes }: Task['setup']): Promise<Prepared> {
  const setup = deserialize(new Uint8Array(bytes)) as Setup;
  return { number, setup, registry: await loadPlugins(setup.plugins, builtIn) };
}

async function runAndWrite({ cell, seed, key }: Job, { setup, registry }: Prepared): Promise<FinishedRun> {
  const { id, scenario } = setup.cells[cell] as Setup['cells'][number];
  const output = await runScenario(scenario, seed, registry);
  requireNumbers(output);
  const { metrics, prediction, simgrid, memoryBytes } = writeRun(
    setup.out,
    { cell: id, seed, key, wattshift: version, inputs: setup.inputs },
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
