import { Piscina } from 'piscina';
import type { Job, JobReport, WorkerSetup } from './job.ts';

/** From a checkout's sources, too, the built worker runs: threads take no TypeScript. */
const worker = import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js';

/** Runs the jobs on so many threads, and calls `finish` for each one in the order in which they end. Starts nothing more
 * once the signal is aborted: what is under way then is killed, and never reported. */
export async function runOnThreads(
  jobs: readonly Job[],
  threads: number,
  setup: WorkerSetup,
  finish: (job: Job, report: JobReport | Error) => void,
  signal?: AbortSignal,
): Promise<void> {
  const pool = new Piscina<Job, JobReport>({
    filename: new URL(worker, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    workerData: setup,
  });
  // a listener, because an error without one ends the process; the job's own promise tells of it too
  pool.on('error', () => undefined);
  const stopped = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  const queue = jobs.values();
  const drain = async () => {
    for (const job of queue) {
      if (signal?.aborted) return;
      const report = await pool.run(job).catch((error: Error) => error);
      if (signal?.aborted) return;
      finish(job, report);
    }
  };
  try {
    await Promise.race([stopped, Promise.all(Array.from({ length: threads }, drain))]);
  } finally {
    await pool.destroy();
  }
}
