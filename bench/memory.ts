/** Memory of one run of the day: the simulation's own, which every job needs, and the peak of the whole process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runDay } from './command.ts';
import type { Measurement } from './measurement.ts';
import { benchFile } from './scenarios.ts';
import { withFolder } from './timing.ts';

export const memory: Measurement = {
  name: 'memory',
  title: 'Memory of one day',
  measure: () =>
    withFolder((folder) => {
      const told = join(folder, 'peak-rss');
      const hook = pathToFileURL(benchFile('processes/peak-rss.mjs'));
      hook.search = told;
      const { run } = runDay(1, 1, { nodeOptions: ['--import', hook.href] });
      return [
        { name: 'memory of SimGrid', value: run.memoryBytes / 1e6, unit: 'MB' },
        { name: 'peak RSS', value: Number(readFileSync(told, 'utf8')) / 1e6, unit: 'MB' },
      ];
    }),
};
