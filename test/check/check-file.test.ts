/** Real runs against baselines that were recorded of real runs. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { annotations } from '../../src/check/annotations.ts';
import { byMetric } from '../../src/check/by-metric.ts';
import { type CheckFileOptions, checkFile } from '../../src/check/check-file.ts';
import { eventStream } from '../../src/check/events.ts';
import { inputChanges } from '../../src/check/input-changes.ts';
import { eventText, remarks, summary } from '../../src/check/remarks.ts';
import type { CheckReport } from '../../src/check/report.ts';
import { FACILITY_METRIC_NAMES, METRIC_NAMES, POPULATION_METRIC_NAMES } from '../../src/results/metrics/metrics.ts';
import { readRun } from '../../src/results/read-run.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Every metric of two runs, but for those of a facility. */
const RECORDED = 2 * (METRIC_NAMES.length - FACILITY_METRIC_NAMES.length - POPULATION_METRIC_NAMES.length);

const HOUR = { ...SMALL, duration: '1 h' };

/** Four hosts with one VM each, whose moves are written down. */
const scripted = (...moves: readonly (readonly [at: string, vm: string, to: string])[]) => ({
  ...HOUR,
  seeds: 1,
  vms: { count: 4, vcpus: 1, memory: '2 GB', placement: 'round-robin' },
  workload: { kind: 'constant', load: 0.5, dirtyRate: '1 MB/s', workingSet: '128 MB' },
  policy: { kind: 'scripted', moves: moves.map(([at, vm, to]) => ({ at, vm, to })) },
});

/** A baseline of one experiment, and the report of another one against it. */
async function change(before: object, after: object, options: CheckFileOptions = {}): Promise<CheckReport> {
  const folder = temporaryFolder();
  const baseline = join(folder, 'baseline.json');
  const out = (name: string) => join(folder, name);
  await checkFile(writeExperiment(folder, before), baseline, { out: out('before'), update: true });
  const outcome = await checkFile(writeExperiment(folder, after), baseline, { out: out('after'), ...options });
  if (outcome.kind !== 'checked') throw new Error(outcome.kind);
  return outcome.report;
}

describe('what is the same', () => {
  test('passes, with any number of threads, from the file and from its results', async () => {
    const folder = temporaryFolder();
    const file = writeExperiment(folder, HOUR);
    const [out, baseline] = [join(folder, 'out'), join(folder, 'baseline.json')];
    expect(await checkFile(file, baseline, { out, update: true })).toMatchObject({
      kind: 'recorded',
      report: { same: true },
    });
    const bytes = readFileSync(baseline);
    const again = await checkFile(file, baseline, { out: join(folder, 'again'), jobs: 1 });
    expect(again).toMatchObject({
      kind: 'checked',
      report: { same: true, runs: 2, metrics: RECORDED, moved: [], origins: [] },
    });
    expect(await checkFile(join(out, 'result.json'), baseline)).toEqual(again);
    await checkFile(out, baseline, { update: true });
    expect(readFileSync(baseline)).toEqual(bytes);
  });
});

describe('the first event that is different', () => {
  const first = ['100 s', 'vm-0', 'pm-1'] as const;
  const whereItBegan = (report: CheckReport) => remarks(report)[0];

  test('is the migration that starts later', async () => {
    const report = await change(scripted(first, ['900 s', 'vm-2', 'pm-3']), scripted(first, ['910 s', 'vm-2', 'pm-3']));
    expect(report.same).toBe(false);
    expect(report.moved.map(({ metric }) => metric)).toContain('energyJ');
    // 4 hosts draw their power; vm-0 migrates: it stops on pm-0, which then sleeps, and pm-1 has two; the same with vm-2
    expect(whereItBegan(report)).toBe('seed 0: parts at event 9 of 12: now at 910 s: vm-2 migrates from pm-2 to pm-3');
  });

  test('is the migration to another host', async () => {
    // pm-2 cannot sleep then when vm-2 leaves
    const later = ['900 s', 'vm-2', 'pm-0'] as const;
    const report = await change(scripted(['100 s', 'vm-1', 'pm-0'], later), scripted(['100 s', 'vm-1', 'pm-2'], later));
    expect(whereItBegan(report)).toBe('seed 0: parts at event 5 of 12: now at 100 s: vm-1 migrates from pm-1 to pm-2');
  });

  test('is not looked for where no metric moved', async () => {
    // one of three like hosts or another
    const report = await change(scripted(first), scripted(['100 s', 'vm-0', 'pm-2']));
    expect(report).toMatchObject({ same: true, origins: [] });
  });

  test('is the power of a host, when the load is another one', async () => {
    const { workload, ...rest } = scripted(first);
    const report = await change({ ...rest, workload }, { ...rest, workload: { ...workload, load: 0.6 } });
    // 185 W + 50 W * 0.6 / 4
    expect(whereItBegan(report)).toBe('seed 0: parts at event 1 of 8: now at 0 s: pm-0 draws 192.5 W');
  });

  test('is none that is not there any more', async () => {
    const report = await change(scripted(first, ['900 s', 'vm-2', 'pm-3']), scripted(first));
    expect(whereItBegan(report)).toBe('seed 0: parts at event 9 of 12: the run ends after 8 now');
  });

  test('is a migration that takes longer, though it starts with the others', async () => {
    const after = { ...HOUR, mechanism: { kind: 'pre-copy', bandwidth: '8 Gbps' } };
    const report = await change(HOUR, after);
    const text = whereItBegan(report) as string;
    expect(text).toMatch(/^seed 0: parts at event \d+ of \d+: now at \d+ s: vm-\d migrates from pm-\d to pm-\d$/);
    expect(report.origins).toHaveLength(2);
  });

  test('is what comparing all events of both runs finds, or is in the window', async () => {
    const day = { ...HOUR, duration: '24 h', seeds: 1 };
    const after = { ...day, mechanism: { kind: 'pre-copy', maxDowntime: '20 ms' } };
    const folder = temporaryFolder();
    const baseline = join(folder, 'baseline.json');
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    await checkFile(writeExperiment(folder, day), baseline, { out: one, update: true });
    const outcome = await checkFile(writeExperiment(folder, after), baseline, { out: other });
    const [before, now] = await Promise.all([readRun(one, '-', 0), readRun(other, '-', 0)]);
    const texts = [...eventStream(before)].map(({ text }) => text);
    const changed = [...eventStream(now)].findIndex(({ text }, i) => text !== texts[i]);
    const parting = outcome.kind === 'checked' ? outcome.report.origins[0]?.parting : undefined;
    expect(texts.length).toBeGreaterThan(256);
    expect(parting?.eventsRecorded).toBe(texts.length);
    const [low = 0, high = 0] = parting?.between ?? [];
    const position = (changed === -1 ? [...eventStream(now)].length : changed) + 1;
    expect(low).toBeLessThanOrEqual(position);
    expect(high).toBeGreaterThanOrEqual(position);
    expect(high - low).toBeLessThanOrEqual(Math.ceil(texts.length / 128));
    if (parting?.first)
      expect(eventText(parting.first)).toBe(eventText([...eventStream(now)][low - 1]?.event as never));
  });

  test('is unknown without the files of the runs', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    await checkFile(writeExperiment(folder, HOUR), baseline, { out: join(folder, 'before'), update: true });
    await checkFile(writeExperiment(folder, { ...HOUR, duration: '50 min' }), baseline, { out });
    rmSync(join(out, 'runs'), { recursive: true });
    const outcome = await checkFile(out, baseline);
    expect(outcome.kind === 'checked' && remarks(outcome.report)[0]).toContain(
      'is not known without the files of the run',
    );
    await expect(checkFile(out, baseline, { update: true })).rejects.toThrow(
      'a baseline needs the files of the runs, too',
    );
  });
});

describe('what moved', () => {
  const slower = { ...HOUR, mechanism: { kind: 'pre-copy', setupTime: '2.6 s' } };

  test('is all in the report', async () => {
    const report = await change(HOUR, slower);
    const time = report.moved.find(({ seed, metric }) => seed === 0 && metric === 'migrationTimeMeanS');
    // each migration takes the 0.1 s longer
    expect(time?.difference).toBeCloseTo(0.1, 1);
    expect(time?.relative).toBe((time?.difference ?? 0) / (time?.recorded ?? 0));
    expect(time?.tolerance).toBe('exact');
    expect(summary(report)).toBe(`${report.moved.length} of ${RECORDED} metrics moved.`);
  });

  test('within its tolerance is the same', async () => {
    const tolerances = { all: '50 %' };
    expect((await change(HOUR, slower, { tolerances })).same).toBe(true);
    const strict = await change(HOUR, slower, { tolerances: { ...tolerances, migrationTimeMeanS: 'absolute 0.01' } });
    expect(strict.moved.map(({ metric, tolerance }) => [metric, tolerance])).toEqual([
      ['migrationTimeMeanS', 'absolute 0.01'],
      ['migrationTimeMeanS', 'absolute 0.01'],
    ]);
  });

  test('in a sum only has no event to begin with', async () => {
    const facility = (pue: number) => ({
      ...HOUR,
      seeds: 1,
      facility: { kind: 'metered', pue, price: 0.2 },
    });
    const report = await change(facility(1.2), facility(1.3));
    expect(report.moved.map(({ metric }) => metric)).toContain('facilityEnergyKWh');
    expect(remarks(report)).toEqual([
      'seed 0: every event is as recorded; what is computed from them moved',
      'the experiment file experiment.yaml has changed',
    ]);
  });

  test('are seeds and cells, too', async () => {
    const sweep = (...rounds: readonly number[]) => ({ ...HOUR, sweep: { 'mechanism.maxRounds': rounds } });
    const report = await change(sweep(5, 6), { ...sweep(6, 7), seeds: [1, 2] });
    const cell = (rounds: number, seed: number) => ({ cell: `mechanism.maxRounds=${rounds}`, seed });
    expect(report).toMatchObject({ same: false, runs: 1, moved: [] });
    expect(report.missing).toEqual([cell(5, 0), cell(5, 1), cell(6, 0)]);
    expect(report.added).toEqual([cell(6, 2), cell(7, 1), cell(7, 2)]);
    expect(summary(report)).toBe('3 runs missing, 3 runs not recorded.');
  });

  test('a metric that is gone', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    const file = writeExperiment(folder, { ...HOUR, seeds: 1 });
    await checkFile(file, baseline, { out, update: true });
    writeFileSync(baseline, readFileSync(baseline, 'utf8').replace('"energyJ"', '"enthalpyJ"'));
    const outcome = await checkFile(file, baseline, { out });
    expect(outcome).toMatchObject({
      report: { same: false, moved: [{ metric: 'enthalpyJ', measured: null, difference: null }] },
    });
  });

  test('may have to do with what it was recorded with', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    const file = writeExperiment(folder, HOUR);
    await checkFile(file, baseline, { out, update: true });
    const older = readFileSync(baseline, 'utf8').replace(/("wattshift": )".*"/, '$1"0.0.1"');
    writeFileSync(baseline, older);
    expect(await checkFile(file, baseline, { out })).toMatchObject({
      report: { same: true, recorded: { wattshift: '0.0.1' } },
    });
    const simgrid = { 'network/model': 'CM02' };
    const outcome = await checkFile(writeExperiment(folder, { ...HOUR, simgrid }), baseline, { out });
    const last = outcome.kind === 'checked' ? remarks(outcome.report).at(-1) : '';
    expect(last).toMatch(/^recorded with wattshift 0\.0\.1, now .*; another SimGrid configuration$/);
  });
});

describe('an update', () => {
  test('accepts what moved, and keeps the tolerances', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    const options = { out, update: true };
    await checkFile(writeExperiment(folder, HOUR), baseline, { ...options, tolerances: { energyJ: '1 %' } });
    const file = writeExperiment(folder, { ...HOUR, mechanism: { kind: 'post-copy' } });
    expect(await checkFile(file, baseline, { out })).toMatchObject({ report: { same: false } });
    const updated = await checkFile(file, baseline, { ...options, tolerances: { migrations: 'absolute 1' } });
    expect(updated).toMatchObject({ kind: 'recorded', report: { same: false } });
    expect(await checkFile(file, baseline, { out })).toMatchObject({ report: { same: true } });
    expect(JSON.parse(readFileSync(baseline, 'utf8')).tolerances).toEqual({
      energyJ: '0.01',
      migrations: 'absolute 1',
    });
  });
});

describe('bad input', () => {
  test.each([
    [{}, /baseline\.json: there is no such baseline; record it with --update/],
    [{ tolerances: { energy: 1 } }, /tolerance of energy: no metric 'energy'; did you mean 'energyJ'\?/],
    [{ tolerances: { energyJ: 'some' } }, /'some' is not a tolerance; write 1e-6 or/],
  ])('%j', async (options, message) => {
    const folder = temporaryFolder();
    const promise = checkFile(writeExperiment(folder, HOUR), join(folder, 'baseline.json'), options);
    await expect(promise).rejects.toThrow(InputError);
    await expect(promise).rejects.toThrow(message);
  });

  test('a baseline of another experiment, a folder that takes no baseline', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    await checkFile(writeExperiment(folder, HOUR), baseline, { out, update: true });
    const file = writeExperiment(folder, { ...HOUR, name: 'other' });
    await expect(checkFile(file, baseline, { out })).rejects.toThrow(/is of the experiment 'small', this is 'other'/);
    await expect(checkFile(file, join(baseline, 'x.json'), { out, update: true })).rejects.toThrow(/cannot be written/);
  });
});

describe('the files of an experiment', () => {
  const traced = (folder: string, load: number) => {
    writeFileSync(join(folder, 'loads.csv'), `time,vm,load\n0,vm-0,${load}\n`);
    return writeExperiment(folder, { ...HOUR, seeds: 1, workload: { kind: 'trace', file: 'loads.csv' } });
  };

  test('say which of them changed', async () => {
    const folder = temporaryFolder();
    const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
    await checkFile(traced(folder, 0.5), baseline, { out, update: true });
    const outcome = await checkFile(traced(folder, 0.8), baseline, { out });
    if (outcome.kind !== 'checked') throw new Error(outcome.kind);
    expect(outcome.report.inputChanges).toEqual([{ kind: 'changed', role: 'trace', name: 'loads.csv' }]);
    expect(remarks(outcome.report)).toContain('the trace loads.csv has changed');

    // what an earlier version recorded says nothing of them, and is read all the same
    const recorded = JSON.parse(readFileSync(baseline, 'utf8'));
    expect(Object.keys(recorded.inputs)).toEqual(['experiment', 'platform', 'trace']);
    delete recorded.inputs;
    writeFileSync(baseline, JSON.stringify(recorded));
    const before = await checkFile(out, baseline);
    expect(before).toMatchObject({ kind: 'checked', report: { same: false, inputChanges: undefined } });
  });

  test('by their content, not by their name', () => {
    const file = (name: string, sha256: string) => ({ role: 'trace', name, sha256 }) as const;
    expect(
      inputChanges([file('a', '1'), file('b', '2'), file('c', '3')], [file('a', '1'), file('b', '4'), file('d', '3')]),
    ).toEqual([{ kind: 'changed', role: 'trace', name: 'b' }]);
    expect(inputChanges([file('a', '1')], [file('b', '2')])).toEqual([
      { kind: 'new', role: 'trace', name: 'b' },
      { kind: 'gone', role: 'trace', name: 'a' },
    ]);
    expect(inputChanges(undefined, [file('a', '1')])).toBeUndefined();
  });
});

test('a metric is summed up over its runs, by the one in which it moved most', () => {
  const moved = (seed: number, metric: string, relative: number | null) => ({
    cell: '-',
    seed,
    metric,
    recorded: 1,
    measured: 2,
    difference: 1,
    relative,
    tolerance: 'exact',
  });
  const summed = byMetric({ moved: [moved(0, 'energyJ', 0.1), moved(1, 'energyJ', -0.3), moved(1, 'cost', null)] });
  expect(summed.map(({ metric, moved: runs, most }) => [metric, runs, most.seed])).toEqual([
    ['energyJ', 2, 1],
    ['cost', 1, 1],
  ]);
});

test('an annotation is one line, whatever the names', () => {
  const moved = {
    cell: 'a%\nb',
    seed: 0,
    metric: 'energyJ',
    recorded: 1,
    measured: 2,
    difference: 1,
    relative: 1,
    tolerance: 'exact',
  };
  const provenance = { wattshift: '1', simgrid: '3.32', configuration: '' };
  const report = {
    version: 1,
    experiment: 'x',
    same: false,
    runs: 1,
    metrics: 1,
    recorded: provenance,
    measured: provenance,
    inputChanges: undefined,
    moved: [moved],
    missing: [{ cell: '-', seed: 1 }],
    added: [],
    notRecorded: [],
    origins: [],
  } as const;
  expect(annotations(report, 'a,b:c.yaml')).toEqual([
    '::error file=a%2Cb%3Ac.yaml,title=wattshift check::energyJ is 2 instead of 1 in a%25%0Ab, seed 0, and moved in 1 of 1 runs',
    '::error file=a%2Cb%3Ac.yaml,title=wattshift check::seed 1 was recorded, and is missing now',
  ]);
});
