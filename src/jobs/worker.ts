/** One thread: runs a job, writes its files, and hands back the little that the result needs. */
import { parentPort, threadId } from 'node:worker_threads';
import { loadPlugins } from '../experiment/plugins.ts';
import { builtIn, type Registry } from '../registry.ts';
import { writeRun } from '../results/write-run.ts';
import { runScenario } from '../run.ts';
import { version } from '../version.ts';
import { failureReason } from './failure-reason.ts';
import type { FinishedRun, Job, JobReport, Setup, Task } from './job.ts';
import { unpackSetup } from './packed-setup.ts';

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

async function prepare({ number, packed }: Task['setup']): Promise<Prepared> {
  const setup = unpackSetup(packed);
  return { number, setup, registry: await loadPlugins(setup.plugins, builtIn) };
}

async function runAndWrite({ cell, seed, key }: Job, { setup, registry }: Prepared): Promise<FinishedRun> {
  const { id, scenario } = setup.cells[cell] as Setup['cells'][number];
  const output = await runScenario(scenario, seed, registry);
  const { metrics, figures, prediction, simgrid, memoryBytes } = writeRun(
    setup.out,
    { cell: id, seed, key, wattshift: version },
    output,
  );
  return { seed, metrics, figures, prediction, simgrid, memoryBytes };
}
