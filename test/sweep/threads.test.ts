import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { runExperiment } from '../../src/sweep/run-experiment.ts';
import { Threads } from '../../src/sweep/threads.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

const load = (overrides: object) => loadExperiment(writeExperiment(temporaryFolder(), { ...SMALL, ...overrides }));

test('threads serve one experiment after the other', async () => {
  const experiments = [await load({ seeds: [1, 2, 3] }), await load({ seeds: [2], policy: { kind: 'none' } })];
  const threads = new Threads(2);
  for (const experiment of experiments) {
    const [shared, own] = [temporaryFolder(), temporaryFolder()];
    await runExperiment(experiment, { out: shared, threads });
    await runExperiment(experiment, { out: own });
    expect(contents(shared)).toEqual(contents(own));
  }
  await threads.stop();
});

test('more of them start when there is more to do', async () => {
  const threads = new Threads(6);
  const [many, one] = [temporaryFolder(), temporaryFolder()];
  const experiment = await load({ seeds: [0, 1, 2, 3, 4, 5, 6, 7] });
  const { completed } = await runExperiment(experiment, { out: many, threads });
  await threads.stop();
  await runExperiment(experiment, { out: one, jobs: 1 });
  expect(completed).toBe(8);
  expect(contents(many)).toEqual(contents(one));
});

/** Starts and ends threads, again and again. */
const ENDINGS = `
import { Threads } from 'wattshift';
for (let i = 0; i < 24; i++) {
  const threads = new Threads(2);
  await new Promise((resolve) => setTimeout(resolve, 60 + 3 * (i % 16)));
  await threads.stop();
}
console.log('alive');`;

test('can be ended before they are ready', () => {
  // in a process of its own: without care, Node 20 aborts it now and then
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', ENDINGS], {
    cwd,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'alive\n', stderr: '' });
});
