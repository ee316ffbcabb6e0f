import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { readResult } from '../../src/results/read-result.ts';
import type { Progress } from '../../src/sweep/outcome.ts';
import { runExperiment } from '../../src/sweep/run-experiment.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

const load = (overrides: object = {}, folder = temporaryFolder()) =>
  loadExperiment(writeExperiment(folder, { ...SMALL, ...overrides }));
const SWEEP = { sweep: { policy: [{ kind: 'none' }, { kind: 'ffd' }] }, seeds: [4, 1, 7] };

test('the bytes do not depend on the number of threads', async () => {
  const experiment = await load(SWEEP);
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  const { result } = await runExperiment(experiment, { out: one, jobs: 1 });
  await runExperiment(experiment, { out: two, jobs: 2 });
  expect(contents(two)).toEqual(contents(one));
  expect(Object.keys(contents(one))).toHaveLength(1 + 6 * 3);
  expect(await readResult(one)).toEqual(result);
  expect(result.cells.map(({ seeds }) => seeds)).toEqual([
    [4, 1, 7],
    [4, 1, 7],
  ]);
});

test('progress goes from nothing to everything', async () => {
  const seen: Progress[] = [];
  const { memoryBytes } = await runExperiment(await load(), {
    out: temporaryFolder(),
    onProgress: (progress) => seen.push(progress),
  });
  expect([...new Set(seen.map(({ done }) => done))]).toEqual([0, 1, 2]);
  for (const { total, underWay, done } of seen) {
    expect(total).toBe(2);
    expect(underWay).toBeLessThanOrEqual(total - done);
  }
  // two hours each
  expect(seen.at(-1)).toEqual({ done: 2, total: 2, underWay: 0, simulatedS: 2 * 7200 });
  expect(memoryBytes).toBeGreaterThan(1e6);
});

test('a finished run is not run again, a missing or a changed one is', async () => {
  const out = temporaryFolder();
  const whole = await runExperiment(await load(), { out });
  const bytes = contents(out);
  expect(whole.resumed).toBe(0);
  expect((await runExperiment(await load(), { out })).resumed).toBe(2);

  rmSync(join(out, 'runs', 'only', 'seed-1', 'power.parquet'));
  expect((await runExperiment(await load(), { out })).resumed).toBe(1);
  expect(contents(out)).toEqual(bytes);

  const changed = await runExperiment(await load({ duration: '1 h' }), { out });
  expect(changed.resumed).toBe(0);
  expect(changed.result).not.toEqual(whole.result);
});

const BROKEN = `export default { policies: [{
  name: 'broken', title: 'Fails', source: 'a test', parameters: {},
  create() { throw new RangeError('out of luck'); },
}] };`;

test('a failing run is reported, and the others are kept', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(folder, 'broken.js'), BROKEN);
  const experiment = await load(
    { plugins: ['./broken.js'], sweep: { policy: [{ kind: 'broken' }, { kind: 'none' }] } },
    folder,
  );
  const outcome = await runExperiment(experiment, { out });
  expect(outcome.failures.map(({ cell, seed }) => [cell, seed])).toEqual([
    ['policy=broken', 0],
    ['policy=broken', 1],
  ]);
  expect(outcome.failures[0]?.message).toContain('out of luck');
  expect(outcome.result.cells.map(({ id }) => id)).toEqual(['policy=none']);
  expect(outcome).toMatchObject({ completed: 2, total: 4, interrupted: false });
  expect(existsSync(join(out, 'result.json'))).toBe(false);
});

let long: Experiment;
beforeAll(async () => {
  long = { ...(await loadExperiment('examples/ffd-webserver.yaml')), seeds: [0, 1, 2, 3] };
});

test('an aborted experiment keeps what is finished and leaves no half files', async () => {
  const out = temporaryFolder();
  const abort = new AbortController();
  const onProgress = ({ done }: Progress) => done === 1 && abort.abort();
  const outcome = await runExperiment(long, { out, jobs: 1, signal: abort.signal, onProgress });
  expect(outcome).toMatchObject({ completed: 1, total: long.cells.length * 4, interrupted: true, failures: [] });
  expect(Object.keys(contents(out)).filter((path) => path.includes('.tmp'))).toEqual([]);
  expect(existsSync(join(out, 'result.json'))).toBe(false);
});

test('an experiment that is aborted before it begins runs nothing', async () => {
  const outcome = await runExperiment(long, { out: temporaryFolder(), signal: AbortSignal.abort() });
  expect(outcome).toMatchObject({ completed: 0, interrupted: true });
  expect(outcome.result.cells).toEqual([]);
});

test('an output folder that cannot be made is bad input', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(runExperiment(long, { out: join(file, 'out') })).rejects.toThrow(InputError);
});

/** Sends every VM to the next host, all at once. */
const STAMPEDE = `export default { policies: [{
  name: 'stampede', title: 'Moves all', source: 'a test', parameters: {},
  create: () => ({ sleep: 'never', ticks: [150, 300], on: {
    tick: ({ vms, hosts }) =>
      vms.map((vm) => ({ do: 'migrate', vm, to: hosts[(vm.host.index + 1) % hosts.length] })) } }),
}] };`;

test('a thousand migrations at one instant are worth a warning, once', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'stampede.js'), STAMPEDE);
  const overrides = { plugins: ['./stampede.js'], policy: 'stampede', mechanism: 'ideal', duration: '301 s' };
  const vms = { count: 1000, vcpus: 1, memory: '2 GB', placement: 'round-robin' };
  const experiment = await load({ ...overrides, vms }, folder);
  const warnings: string[] = [];
  await runExperiment(experiment, { out: temporaryFolder(), onWarning: (warning) => warnings.push(warning) });
  expect(warnings).toEqual([expect.stringMatching(/^1,000 migrations start at t = 150 s: /)]);
});

test('what is asked for beyond reason is less, and told', async () => {
  const warnings: string[] = [];
  const out = temporaryFolder();
  await runExperiment(await load(), { out, jobs: 100_000, onWarning: (warning) => warnings.push(warning) });
  expect(warnings).toEqual([expect.stringContaining('runs at a time instead of 100000')]);
});
