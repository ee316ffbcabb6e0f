import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { Piscina } from 'piscina';
import type { Job, JobReport, Setup, Task } from './job.ts';

/** From a checkout's sources, too, the built worker runs: threads take no TypeScript. */
const worker = import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js';

/** How many start before there is work; the others follow when there is enough of it. */
const AT_ONCE = 4;

/** Threads for the runs of experiments. They get ready while the first experiment is being read. */
export class Threads {
  /** How many there are at most. */
  readonly count: number;
  readonly #pool: Piscina<Task, JobReport>;
  /** Threads that have read in their code. */
  readonly #ready = new Set<number>();
  #setups = 0;

  /** One per core by default. */
  constructor(count = availableParallelism()) {
    this.count = count;
    this.#pool = new Piscina<Task, JobReport>({
      filename: new URL(worker, import.meta.url).href,
      minThreads: Math.min(count, AT_ONCE),
      maxThreads: count,
      idleTimeout: Number.POSITIVE_INFINITY,
    });
    this.#pool.on('message', (thread: number) => this.#ready.add(thread));
    // a listener, because an error without one ends the process; the job's own promise tells of it too
    this.#pool.on('error', () => undefined);
  }

  /** Runs the jobs of one experiment, and calls `finish` for each one in the order in which they end. Starts nothing
   * more once the signal is aborted: what is under way then is killed with all threads, and never reported. */
  async run(
    jobs: readonly Job[],
    setup: Setup,
    finish: (job: Job, report: JobReport | Error) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const shared = { number: this.#setups++, bytes: inSharedMemory(serialize(setup)) };
    const stopped = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    const queue = jobs.values();
    const drain = async () => {
      for (const job of queue) {
        if (signal?.aborted) return;
        const report = await this.#pool.run({ setup: shared, job }).catch((error: Error) => error);
        if (signal?.aborted) return;
        finish(job, report);
      }
    };
    await Promise.race([stopped, Promise.all(Array.from({ length: this.count }, drain))]);
    if (signal?.aborted) await this.stop();
  }

  /** Ends the threads, whatever they are running. */
  async stop(): Promise<void> {
    // Node 20 may abort the process when it ends a thread that is still reading in its code
    while (this.#pool.threads.some((thread) => thread.threadId > 0 && !this.#ready.has(thread.threadId)))
      await sleep(5);
    await this.#pool.destroy();
  }
}

/** Where every thread can read it without a copy of its own going out with each job. */
function inSharedMemory(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
