import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FACILITY_METRIC_NAMES, METRIC_NAMES, POPULATION_METRIC_NAMES } from '../../src/results/metrics/metrics.ts';
import { start, wattshift } from '../support/command.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Every metric of two runs, but for those of a facility. */
const RECORDED = 2 * (METRIC_NAMES.length - FACILITY_METRIC_NAMES.length - POPULATION_METRIC_NAMES.length);

const HOUR = { ...SMALL, duration: '1 h' };

test('records, finds the same, finds a difference, accepts it', async () => {
  const folder = temporaryFolder();
  const file = writeExperiment(folder, HOUR);
  const check = (...more: readonly string[]) =>
    wattshift(['check', 'experiment.yaml', '--baseline', 'base.json', ...more], { cwd: folder });

  const missing = await check();
  expect(missing).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'base.json: there is no such baseline; record it with --update\n',
  });
  expect(existsSync(join(folder, 'results'))).toBe(false);

  expect(await check('--update')).toMatchObject({ code: 0, stdout: '2 runs recorded in base.json\n', stderr: '' });
  expect(await check()).toMatchObject({
    code: 0,
    stdout: `2 runs, ${RECORDED} metrics: all as recorded.\n`,
    stderr: '',
  });

  writeExperiment(folder, { ...HOUR, mechanism: { kind: 'pre-copy', bandwidth: '9 Gbps' } });
  const moved = await check();
  expect(moved).toMatchObject({ code: 1, stderr: '' });
  expect(moved.stdout).toMatch(/^metric +runs +recorded +now +at most +in run$/m);
  expect(moved.stdout).toMatch(/^migrationTimeMeanS +2 of 2 +[\d.]+ +[\d.]+ +\+[\d.]+ % +seed \d$/m);
  expect(moved.stdout).toMatch(
    /^seed 0: parts at event \d+ of \d+: now at \d+ s: vm-\d migrates from pm-\d to pm-\d$/m,
  );
  expect(moved.stdout).toMatch(new RegExp(`^\\d+ of ${RECORDED} metrics moved\\.$`, 'm'));

  expect(moved.stdout).toMatch(/^the experiment file experiment\.yaml has changed$/m);
  const wide = await check('--wide');
  expect(wide.stdout).toMatch(/^cell +seed +metric +recorded +now +difference +relative +tolerance$/m);
  expect(wide.stdout).toMatch(/^- +0 +migrationTimeMeanS +[\d.]+ +[\d.]+ +\+[\d.]+ +\+[\d.]+ % +exact$/m);
  const marked = await check('--annotations');
  expect(marked.stderr).toMatch(
    /^::error file=experiment\.yaml,title=wattshift check::migrationTimeMeanS is [\d.]+ instead of [\d.]+ in seed \d, and moved in 2 of 2 runs; the experiment file experiment\.yaml has changed$/m,
  );

  const json = await check('--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ version: 1, same: false, runs: 2, metrics: RECORDED });
  expect((await check('--tolerance', 'all=90 %')).code).toBe(0);
  expect((await check('--tolerance', 'migrationTimeMeanS=90 %')).code).toBe(1);

  expect((await check('--update')).code).toBe(0);
  expect(await check()).toMatchObject({ code: 0, stdout: `2 runs, ${RECORDED} metrics: all as recorded.\n` });
  writeFileSync(join(folder, 'base.json'), readFileSync(join(folder, 'base.json'), 'utf8').slice(0, 200));
  const corrupt = await check();
  expect(corrupt).toMatchObject({ code: 2, stdout: '' });
  expect(corrupt.stderr).toMatch(/^base\.json:\d+:\d+: not a baseline: /);
  expect(file).toBe(join(folder, 'experiment.yaml'));
});

test.each([
  [['check', 'x.yaml'], /required option '--baseline <file>' not specified/],
  [['check', 'x.yaml', '--baseline', 'b.json', '--tolerance', 'energyJ'], /Expected metric=amount/],
  [['check', 'x.yaml', '--baseline', 'b.json', '--tolerance', 'x=1'], /no metric 'x'/],
])('%j is wrong use: exit code 2', async (args, message) => {
  const { stdout, stderr, code } = await wattshift(args);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(message);
});

test('a run that fails leaves the baseline as it is: exit code 3', async () => {
  const folder = temporaryFolder();
  const plugin = `export default { policies: [{ name: 'broken', title: '', source: '', parameters: {}, create() { throw new RangeError('out of luck'); } }] };`;
  writeFileSync(join(folder, 'broken.js'), plugin);
  const file = writeExperiment(folder, { ...HOUR, plugins: ['./broken.js'], policy: { kind: 'broken' } });
  const baseline = join(folder, 'base.json');
  const { stdout, stderr, code } = await wattshift([
    'check',
    file,
    '--baseline',
    baseline,
    '--update',
    '--out',
    join(folder, 'out'),
  ]);
  expect({ stdout, code }).toEqual({ stdout: '', code: 3 });
  expect(stderr).toContain('out of luck');
  expect(existsSync(baseline)).toBe(false);
});

test('killed at any moment, an update leaves the old baseline or the new one', async () => {
  const folder = temporaryFolder();
  const baseline = join(folder, 'base.json');
  const out = (seeds: number) => join(folder, `seeds-${seeds}`);
  const file = writeExperiment(folder, HOUR);
  const texts: string[] = [];
  for (const seeds of [1, 2]) {
    await wattshift(['check', file, '--seeds', String(seeds), '--out', out(seeds), '--baseline', baseline, '--update']);
    texts.push(readFileSync(baseline, 'utf8'));
  }
  for (const [i, delayMs] of [150, 250, 350, 450, 550].entries()) {
    const { child, ended } = start(['check', out(1 + (i % 2)), '--baseline', baseline, '--update']);
    await setTimeout(delayMs);
    child.kill('SIGKILL');
    await ended;
    expect(texts).toContain(readFileSync(baseline, 'utf8'));
  }
});
