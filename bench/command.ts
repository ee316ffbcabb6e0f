/** The command as it is installed: the built one, as a process of its own, with a fresh output folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '../src/results/layout.ts';
import type { RunFile } from '../src/results/run-file.ts';
import { benchFile } from './scenarios.ts';
import { timed, withFolder } from './timing.ts';

export interface CommandRun {
  /** Wall-clock time of the whole process. */
  readonly seconds: number;
  /** What the run with seed 0 wrote of itself. */
  readonly run: RunFile;
}

interface DayOptions {
  readonly file?: 'day.yaml' | 'day-miyakodori.yaml';
  readonly nodeOptions?: readonly string[];
}

/** `wattshift run bench/day.yaml` with so many seeds and jobs. */
export function runDay(seeds: number, jobs: number, options: DayOptions = {}): CommandRun {
  const { file = 'day.yaml', nodeOptions = [] } = options;
  return withFolder((folder) => {
    const run = ['run', benchFile(file), '--seeds', `${seeds}`, '--jobs', `${jobs}`, '--out', folder];
    const { seconds } = timed(process.execPath, [...nodeOptions, benchFile('../dist/cli.js'), ...run]);
    return { seconds, run: JSON.parse(readFileSync(join(runFolder(folder, '-', 0), 'run.json'), 'utf8')) };
  });
}
