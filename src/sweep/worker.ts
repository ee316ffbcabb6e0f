/** One thread: runs a job, writes its files, and hands back the little that the result needs. */
import { parentPort, threadId } from 'node:worker_threads';
import { SimulationError } from '../base/problem.ts';
import { version } from '../base/version.ts';
import { loadPlugins } from '../experiment/plugins.ts';
import { Activity } from '../models/guard/activity.ts';
import { Strays } from '../models/guard/strays.ts';
import { builtIn, type Registry } from '../models/registry.ts';
import { writeRun } from '../results/write-run.ts';
import { runScenario } from '../simulation/run.ts';
import { failureReason } from './failure-reason.ts';
import type { FinishedRun, Job, JobReport, Setup, Task } from './job.ts';
import { unpackSetup } from './packed-setup.ts';

interface Prepared {
  readonly number: number;
  readonly setup: Setup;
  readonly registry: Registry;
}
let prepared: Prepared | undefined;
const activity = new Activity();
let strays: Strays | undefined;

// whoever ends this thread waits for this, see `Threads`; Node aborts if it ends before this module is handed over
setImmediate(() => parentPort?.postMessage(threadId));

export default async function work({ setup, job, memory }: Task): Promise<JobReport> {
  try {
    activity.use(memory);
    if (prepared?.number !== setup.number) {
      prepared = await prepare(setup);
      // anew: what was loaded need not be part of this run
      activity.use(memory);
    }
    return { run: await runAndWrite(job, prepared) };
  } catch (error) {
    // what the user's code has left to be done, without end perhaps, would keep the report from being sent: it is watched
    if (strays) await activity.rest();
    return { failure: failureReason(error) };
  }
}

async function prepare({ number, packed }: Task['setup']): Promise<Prepared> {
  const setup = unpackSetup(packed);
  const { plugins } = setup;
  // before anything of the user's is here
  if (plugins.length > 0) strays ??= new Strays();
  return { number, setup, registry: await loadPlugins(plugins, builtIn, undefined, activity) };
}

async function runAndWrite({ cell, seed, key }: Job, { setup, registry }: Prepared): Promise<FinishedRun> {
  const { id, scenario } = setup.cells[cell] as Setup['cells'][number];
  strays?.begin();
  const output = await runScenario(scenario, seed, registry, activity.onTime);
  const stray = await strays?.settle(activity);
  if (stray !== undefined) throw new SimulationError(stray);
  const { metrics, figures, prediction, simgrid, memoryBytes } = writeRun(
    setup.out,
    { cell: id, seed, key, wattshift: version, inputs: setup.inputs },
    output,
  );
  return { seed, metrics, figures, prediction, simgrid, memoryBytes };
}
