/** Results of other versions, older and newer, and figures that a kind has of its own. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkFile } from '../../src/check/check-file.ts';
import { readBaseline } from '../../src/check/read-baseline.ts';
import { compareResults } from '../../src/compare/compare-results.ts';
import { aggregate, formatResult } from '../../src/results/aggregate.ts';
import { readResult } from '../../src/results/read-result.ts';
import { readRun } from '../../src/results/read-run.ts';
import type { Result } from '../../src/results/result.ts';
import type { RunOutput } from '../../src/results/run-output.ts';
import { writeRun } from '../../src/results/write-run.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { wattshift } from '../support/command.ts';
import { ffd, scenario, star } from '../support/scenarios.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Written by version 0.1.0: 8 VMs on 4 hosts for an hour, without consolidation and with FFD. */
const OLD = fileURLToPath(new URL('../fixtures/version-0.1.0', import.meta.url));
const RESULTS = join(OLD, 'results');
const BASELINE = join(OLD, 'baseline.json');
const FFD = 'policy=ffd(period=600 s)';

describe('results of version 0.1.0', () => {
  test('are readable; metrics that came later are absent', async () => {
    const { cells } = await readResult(RESULTS);
    expect(cells.map(({ id }) => id)).toEqual(['policy=none', FFD]);
    expect(cells[1]?.metrics.migrations.values).toEqual([18, 19]);
    expect(cells[1]?.metrics.cost?.values).toHaveLength(2);
    expect(cells[1]?.metrics.refusedMigrations).toBeUndefined();
    const run = await readRun(RESULTS, FFD, 1);
    expect(run.metrics.migrations).toBe(19);
    expect(run.migrations.arrived()).toHaveLength(19);
    expect(run.metrics.refusedMigrations).toBeUndefined();
    expect(run.figures).toBeUndefined();
  });

  test('are compared, without what is absent', async () => {
    const { stdout, code } = await wattshift(['compare', RESULTS, '--metric', 'all']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^migrations\n +ffd/m);
    expect(stdout).not.toMatch(/refused|saved cost/);
    const named = await wattshift(['compare', RESULTS, '--metric', 'refusedMigrations']);
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining("no metric 'refusedMigrations'") });
  });

  test('are as in the baseline of then, and a baseline says what it has not recorded', async () => {
    expect((await wattshift(['check', RESULTS, '--baseline', BASELINE])).code).toBe(0);
    const file = newer((cell) => ({ ...cell.metrics, refusedMigrations: figure([4, 5]) }));
    const { stdout, code } = await wattshift(['check', file, '--baseline', BASELINE]);
    expect({ stdout, code }).toEqual({
      stdout: '4 runs, 56 metrics: all as recorded.\nnot recorded: refusedMigrations; --update records them\n',
      code: 0,
    });
  });
});

const figure = (values: readonly number[], more: object = {}) => ({ unit: '', mean: 0, ci95: null, values, ...more });

/** A copy of the old results with other metrics, whose `result.json` is returned. */
function newer(metricsOf: (cell: Result['cells'][number]) => object): string {
  const folder = join(temporaryFolder(), 'results');
  cpSync(RESULTS, folder, { recursive: true });
  const file = join(folder, 'result.json');
  const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
  const cells = result.cells.map((cell) => ({ ...cell, metrics: metricsOf(cell) }));
  writeFileSync(file, JSON.stringify({ ...result, cells }));
  return file;
}

describe('results of a later version', () => {
  test('keep metrics that this one does not know', async () => {
    const file = newer(({ metrics }) => ({ ...metrics, wakeUps: figure([3, 5], { unit: 'J', later: true }) }));
    const result = await readResult(file);
    expect(result.cells[0]?.metrics.wakeUps).toEqual(figure([3, 5], { unit: 'J' }));
    const { cells } = compareResults(result, { metrics: ['wakeUps'] });
    expect(cells[0]?.metrics.wakeUps).toMatchObject({ unit: 'J', reference: 4, difference: 0 });
  });

  test('and their baselines, with tolerances for such metrics', async () => {
    const file = newer(({ metrics }) => ({ ...metrics, wakeUps: figure([3, 5]) }));
    const path = join(temporaryFolder(), 'baseline.json');
    await checkFile(file, path, { update: true });
    await checkFile(file, path, { update: true, tolerances: { wakeUps: 'absolute 1' } });
    expect(readBaseline(path)?.tolerances.wakeUps).toEqual({ kind: 'absolute', amount: 1 });
    const at = (value: number) =>
      checkFile(
        newer(({ metrics }) => ({ ...metrics, wakeUps: figure([value, 5]) })),
        path,
      );
    expect(await at(4)).toMatchObject({ report: { same: true } });
    expect(await at(4.5)).toMatchObject({ report: { same: false, moved: [{ metric: 'wakeUps' }, {}] } });
  });

  test('but what version 0.1.0 wrote has to be there', async () => {
    const file = newer(({ metrics: { energyJ: _, ...rest } }) => rest);
    await expect(readResult(file)).rejects.toThrow(/not a result of version 1: cells\.0\.metrics\.energyJ/);
    const short = newer(({ metrics }) => ({ ...metrics, wakeUps: figure([3]) }));
    await expect(readResult(short)).rejects.toThrow(/expected a value per seed/);
  });
});

describe("a kind's own figures", () => {
  let output: RunOutput;
  beforeAll(async () => {
    const run = await runScenario(scenario({ xml: star(2), durationS: 600, policy: ffd() }), 0);
    const figures = { imagesJ: { unit: 'J', title: 'image energy', description: 'what images on disk took' } };
    output = { ...run, metrics: { ...run.metrics, imagesJ: 12.5 }, figures };
  });

  test('are in run.json with unit, title and description', async () => {
    const out = temporaryFolder();
    writeRun(out, { cell: '-', seed: 0, key: 'k', wattshift: '0.1.0' }, output);
    const { metrics, figures } = await readRun(out, '-', 0);
    expect(metrics.imagesJ).toBe(12.5);
    expect(figures).toEqual(output.figures);
  });

  test('are aggregated over the seeds, after the metrics, with their title', async () => {
    const at = (seed: number, imagesJ: number) => ({ ...output, seed, metrics: { ...output.metrics, imagesJ } });
    const result = aggregate('trial', '0.1.0', [{ id: '-', axes: {}, runs: [at(0, 1), at(1, 4)] }]);
    const metrics = result.cells[0]?.metrics;
    expect(metrics?.imagesJ).toMatchObject({ unit: 'J', title: 'image energy', mean: 2.5, values: [1, 4] });
    expect(Object.keys(metrics ?? {}).at(-1)).toBe('imagesJ');
    expect(metrics?.energyJ).not.toHaveProperty('title');
    const file = join(temporaryFolder(), 'result.json');
    writeFileSync(file, formatResult(result));
    expect(await readResult(file)).toEqual(result);
  });

  test('that not every seed has are left out', () => {
    const { imagesJ: _, ...metrics } = output.metrics;
    const runs = [
      { ...output, seed: 0 },
      { ...output, seed: 1, metrics: metrics as RunOutput['metrics'] },
    ];
    expect(aggregate('trial', '0.1.0', [{ id: '-', axes: {}, runs }]).cells[0]?.metrics.imagesJ).toBeUndefined();
  });

  test('may say what the unit of a metric is', () => {
    const figures = { cost: { unit: 'EUR', title: 'cost', description: '' } };
    const runs = [{ ...output, seed: 0, figures, metrics: { ...output.metrics, cost: 3 } }];
    const cost = aggregate('trial', '0.1.0', [{ id: '-', axes: {}, runs }]).cells[0]?.metrics.cost;
    expect(cost).toEqual({ unit: 'EUR', mean: 3, ci95: null, values: [3] });
  });
});
