import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/analytic/index.ts';
import { wattshift } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const model = (...args: readonly string[]) => wattshift(['model', ...args]);

describe('one evaluation', () => {
  test('is the function, with the VM of table 2', async () => {
    const { stdout, code } = await model('uniform', '--json');
    expect(code).toBe(0);
    const vm = { pages: 4096, pageBytes: 16e3, bandwidthBytesPerS: 60e3, dirtyPagesPerS: 2, alpha: 0.05 };
    const { model: name, outcome, parameters } = JSON.parse(stdout);
    expect(name).toBe('uniform');
    expect(outcome).toEqual(uniform(vm));
    expect(parameters).toMatchObject({ memory: 4096 * 16e3, pages: 4096, 'dirty-rate': 2 });
  });

  test('as a table', async () => {
    const { stdout } = await model('hot2', '--alpha', '0.3');
    expect(stdout).toMatch(/^downtime +T_down +335\.7 s$/m);
  });

  test('memory in bytes, writing in bytes per second', async () => {
    const { stdout } = await model(
      ...['uniform', '--memory', '4 GB', '--page-size', '4 KB', '--bandwidth', '1 Gbps', '--dirty-rate', '40 MB/s'],
      ...['--alpha', '0.01', '--json'],
    );
    // rho = 40 / 125
    expect(JSON.parse(stdout)).toMatchObject({ parameters: { pages: 1e6, 'dirty-rate': 1e4 }, outcome: { rho: 0.32 } });
  });

  test('beside SimGrid', async () => {
    const { stdout } = await model('uniform', '--simulate');
    expect(stdout).toMatch(/^downtime, s +47\.13 +47\.13 +0\.000 %$/m);
  });

  test("Liu's estimate shows its rounds", async () => {
    const { stdout } = await model('liu');
    expect(stdout).toMatch(/^ +0 +1 GB +15\.63 s$/m);
    expect(stdout).toContain('The rounds ended: below threshold.');
  });
});

describe('a sweep', () => {
  test('has columns in JSON', async () => {
    const { stdout } = await model('uniform', '--sweep', 'alpha=0.1:0.3:0.1', '--json');
    const { sweep, columns } = JSON.parse(stdout);
    expect(sweep).toEqual({ parameter: 'alpha', unit: '', values: [0.1, 0.2, 0.3] });
    expect(columns.lastRound).toEqual([3, 2, 1]);
  });

  test('of sizes takes lists with units', async () => {
    const { stdout } = await model('stop-and-copy', '--bandwidth', '1 Gbps', '--sweep', 'memory=1 GB,2 GB', '--json');
    expect(JSON.parse(stdout).columns.downtimeS).toEqual([1e9 / 125e6, 2e9 / 125e6]);
  });

  test('is drawn as SVG and as PNG', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.svg', 'a.png']) {
      const file = join(folder, name);
      expect(await model('uniform', '--sweep', 'alpha=0.05:0.5:0.05', '--plot', file)).toMatchObject({ code: 0 });
      expect(existsSync(file)).toBe(true);
    }
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toContain('T_down, s');
  });
});

describe('questions in reverse', () => {
  test('an optimum that is none is an answer', async () => {
    const { stdout, code } = await model('optimum', 'uniform');
    expect(code).toBe(0);
    expect(stdout).toContain('Infeasible: U_net is never below 0.53337');
  });

  test('the optimum with three rounds is the one of table 3', async () => {
    const { stdout } = await model('optimum', 'uniform', '--u-max', '0.6', '--max-rounds', '3', '--json');
    const { alpha, binding, outcome } = JSON.parse(stdout);
    expect([alpha.toFixed(3), Math.round(outcome.downtimeS), binding]).toEqual(['0.152', 88, 'rounds']);
  });

  test('the bandwidth needed, and the fastest writing, fit together', async () => {
    const needed = JSON.parse((await model('bandwidth', 'uniform', '--downtime', '60 s', '--json')).stdout);
    const bandwidth = `${needed.bandwidthBytesPerS} B/s`;
    const rate = JSON.parse(
      (await model('dirty-rate', 'uniform', '--bandwidth', bandwidth, '--downtime', '60 s', '--json')).stdout,
    );
    expect(rate.dirtyPagesPerS).toBeCloseTo(2, 6);
  });
});

test('the figures are drawn, and the ones of the documentation are these', async () => {
  const folder = temporaryFolder();
  const { stdout } = await model('figures', '--out', folder);
  expect(stdout.trim().split('\n')).toHaveLength(4);
  for (const number of [1, 2, 3, 4]) {
    const file = `figure-${number}.svg`;
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(`docs/analytic/${file}`, 'utf8'));
  }
});

test.each<[string, readonly string[], RegExp]>([
  [
    'a condition that does not hold',
    ['uniform', '--alpha', '0.7'],
    /^model uniform: needs alpha <= rho, but alpha is 0\.7/,
  ],
  ['a unit that is none', ['uniform', '--bandwidth', '1 Gb'], /^--bandwidth: unknown unit 'Gb'/],
  ['a page that is none', ['liu', '--page-size', '0'], /needs 0 < M/],
  ['memory twice', ['liu', '--pages', '1', '--memory', '1 GB'], /^--memory: says the same as --pages/],
  ['an option of another model', ['uniform', '--hot-ratio', '0.1'], /unknown option '--hot-ratio'/],
  ['a sweep of nothing', ['uniform', '--sweep', 'alpa=1'], /^--sweep: .*did you mean 'alpha'/],
  ['a range without end', ['uniform', '--sweep', 'alpha=0:1:0'], /^--sweep: '0:1:0' holds no value/],
  ['a sweep of an empty word', ['uniform', '--sweep', 'alpha'], /^--sweep: 'alpha' is no sweep/],
  ['a plot without a sweep', ['uniform', '--plot', 'a.svg'], /^--plot: draws a sweep/],
  ['a plot of another kind', ['uniform', '--sweep', 'alpha=0.1,0.2', '--plot', 'a.gif'], /^a\.gif: a picture is/],
  ['a model that is none', ['unifrom'], /unknown command 'unifrom'/],
])('%s is bad input', async (_, args, message) => {
  const { stderr, code } = await model(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});
