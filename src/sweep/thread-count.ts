import { availableParallelism } from 'node:os';
import { InputError } from '../base/problem.ts';

/** Runs compute without a pause: more threads than cores gain little, and each takes memory of its own. */
const PER_CORE = 4;

export interface ThreadCount {
  readonly threads: number;
  /** Why there are fewer than were asked for. */
  readonly warning: string | undefined;
}

/** How many threads to start for so many jobs at a time; one per core by default. Throws InputError for what is no whole
 * number from 1 on. */
export function threadCount(jobs: number | undefined, cores = availableParallelism()): ThreadCount {
  if (jobs === undefined) return { threads: cores, warning: undefined };
  if (!Number.isInteger(jobs) || jobs < 1) {
    const what = `${String(jobs)} is no number of runs at a time`;
    throw new InputError([{ file: 'jobs', line: 0, column: 0, what, hint: 'a whole number from 1 on' }]);
  }
  const most = PER_CORE * cores;
  if (jobs <= most) return { threads: jobs, warning: undefined };
  const there = cores === 1 ? 'is only one core' : `are only ${cores} cores`;
  return { threads: most, warning: `${most} runs at a time instead of ${jobs}: there ${there} for them` };
}
