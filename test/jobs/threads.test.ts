import { expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { runExperiment } from '../../src/jobs/run-experiment.ts';
import { Threads } from '../../src/jobs/threads.ts';
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

test('can be ended at any time, before they are ready, too', async () => {
  for (let ms = 0; ms < 100; ms += 5) {
    const threads = new Threads(2);
    await new Promise((resolve) => setTimeout(resolve, ms));
    await expect(threads.stop()).resolves.toBeUndefined();
  }
});
