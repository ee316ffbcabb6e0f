/** The command as it is installed: the built one, a process of its own, with a fresh output folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFolder } from '../src/results/layout.ts';
import type { RunFile } from '../src/results/run-file.ts';
import { timed, withFolder } from './timing.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const cli = path('../dist/cli.js');
const rssHook = path('processes/peak-rss.mjs');

export interface CommandRun {
  readonly seconds: number;
  /** What run.json says of seed 0. */
  readonly run: RunFile;
  readonly peakRssBytes: number;
}

/** `wattshift run bench/day.yaml` with so many seeds and jobs. */
export function runDay(seeds: number, jobs: number): CommandRun {
  return withFolder((folder) => {
    const out = join(folder, 'results');
    const rss = join(folder, 'rss');
    const run = ['run', path('day.yaml'), '--seeds', `${seeds}`, '--jobs', `${jobs}`, '--out', out];
    const { seconds } = timed(process.execPath, ['--import', `${rssHook}?${rss}`, cli, ...run]);
    return {
      seconds,
      run: JSON.parse(readFileSync(join(runFolder(out, '-', 0), 'run.json'), 'utf8')) as RunFile,
      peakRssBytes: Number(readFileSync(rss, 'utf8')),
    };
  });
}
