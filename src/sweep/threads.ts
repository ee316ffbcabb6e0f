import { setTimeout as sleep } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { newMemory, Observed } from '../models/guard/activity.ts';
import { PluginError } from '../models/guard/plugin-error.ts';
import { type Overdue, Watch } from '../models/guard/watch.ts';
import type { Job, JobReport, Setup, Task } from './job.ts';
import { packSetup } from './packed-setup.ts';
import { threadCount } from './thread-count.ts';

/** From a checkout's sources, too, the built worker runs: threads take no TypeScript. */
const worker = import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js';

/** How many start before there is work; the others follow when there is enough of it. */
const AT_ONCE = 4;

/** How often one hears of runs that are under way. */
const TELL_MS = 250;

export interface RunThreads {
  /** Called for each job in the order in which they end, with what was last seen of it. */
  readonly finish: (job: Job, report: JobReport | Error, seen: Observed) => void;
  /** Called now and then, with the jobs that are under way. */
  readonly underWay?: (jobs: ReadonlyMap<Job, Observed>) => void;
  /** Starts nothing more once it is aborted: what is under way then is killed with all threads, and never reported. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds that a plugin may take for an answer. Its thread is ended then, and its job has failed. */
  readonly pluginTimeoutS?: number | undefined;
}

interface ThreadsOptions {
  readonly onWarning?: ((warning: string) => void) | undefined;
}

/** Threads for the runs of experiments. They get ready while the first experiment is being read. */
export class Threads {
  /** How many there are at most. */
  readonly count: number;
  readonly #pool: Piscina<Task, JobReport>;
  /** Threads that have read in their code. */
  readonly #ready = new Set<number>();
  #setups = 0;

  /** One per core by default, four per core at most: `onWarning` hears of it where more are asked for. Throws InputError
   * if `count` is no whole number from 1 on. */
  constructor(count?: number, { onWarning }: ThreadsOptions = {}) {
    const { threads, warning } = threadCount(count);
    if (warning !== undefined) onWarning?.(warning);
    this.count = threads;
    this.#pool = new Piscina<Task, JobReport>({
      filename: new URL(worker, import.meta.url).href,
      minThreads: Math.min(this.count, AT_ONCE),
      maxThreads: this.count,
      idleTimeout: Number.POSITIVE_INFINITY,
      // a thread that blocks while it waits for work never gets to say that it is ready
      atomics: 'disabled',
    });
    this.#pool.on('message', (thread: number) => this.#ready.add(thread));
    // a listener, because an error without one ends the process; the job's own promise tells of it too
    this.#pool.on('error', () => undefined);
  }

  /** Runs the jobs of one experiment. */
  async run(jobs: readonly Job[], setup: Setup, options: RunThreads): Promise<void> {
    const { finish, signal } = options;
    const shared = { number: this.#setups++, packed: packSetup(setup) };
    const stopped = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    const underWay = new Map<Job, Observed>();
    const watch = new Watch(options.pluginTimeoutS);
    const queue = jobs.values();
    const drain = async () => {
      for (const job of queue) {
        if (signal?.aborted) return;
        const memory = newMemory();
        const seen = new Observed(memory);
        underWay.set(job, seen);
        const report = await this.#work({ setup: shared, job, memory }, watch);
        underWay.delete(job);
        if (signal?.aborted) return;
        finish(job, report, seen);
      }
    };
    const telling = setInterval(() => options.underWay?.(underWay), TELL_MS);
    try {
      await Promise.race([stopped, Promise.all(Array.from({ length: this.count }, drain))]);
    } finally {
      clearInterval(telling);
    }
    if (signal?.aborted) await this.stop();
  }

  /** One job, on the next thread that is free. The thread is ended if a plugin does not answer; another takes its place. */
  async #work(task: Task, watch: Watch): Promise<JobReport | Error> {
    const abort = new AbortController();
    let overdue: Overdue | undefined;
    const unwatch = watch.add(task.memory, (call) => {
      overdue = call;
      abort.abort();
    });
    try {
      return await this.#pool.run(task, { signal: abort.signal });
    } catch (error) {
      const seen = new Observed(task.memory);
      if (overdue) return new PluginError(overdue.who, `gave no answer for ${watch.limitS} s`, overdue);
      if (seen.inUserCode) return new PluginError(seen.call.who, 'ended its thread', { ...seen.call, nowS: seen.nowS });
      return error as Error;
    } finally {
      unwatch();
    }
  }

  /** Ends the threads, whatever they are running. */
  async stop(): Promise<void> {
    // Node 20 may abort the process when it ends a thread that is still reading in its code
    while (this.#pool.threads.some((thread) => thread.threadId > 0 && !this.#ready.has(thread.threadId)))
      await sleep(5);
    await this.#pool.destroy();
  }
}
