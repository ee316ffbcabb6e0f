import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wattshift } from '../support/command.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

const SWEEP = { ...SMALL, sweep: { policy: [{ kind: 'none' }, { kind: 'ffd' }], 'vms.vcpus': [1, 2] } };

test('prints a table, a sentence and the place of the results', async () => {
  const folder = temporaryFolder();
  const { stdout, stderr, code } = await wattshift(['run', writeExperiment(folder, SWEEP)], { cwd: folder });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  // a column per cell, because a row each would not fit
  expect(stdout).toMatch(/^ +none +none +ffd +ffd\npolicy, vms\.vcpus +1 +2 +1 +2\nsaved energy, % +0\.00 ± 0\.00/);
  const table = stdout.slice(0, stdout.indexOf('\n\n'));
  for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/^Of 4 cells, /m);
  expect(stdout).toContain(`8 runs; results in ${join('results', 'small')}/`);
  expect(Object.keys(contents(join(folder, 'results', 'small')))).toHaveLength(1 + 8 * 3);
});

test('what did not happen is told, and what is saved in money a day and a year', async () => {
  const folder = temporaryFolder();
  // 16 GB a host: two VMs of 6 GB, but not three
  const star = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
<cluster id="rack" prefix="pm-" radical="0-3" suffix="" speed="10Gf" core="4" bw="10Gbps" lat="0us">
<prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/><prop id="ram" value="16GB"/>
</cluster></zone></platform>`;
  writeFileSync(join(folder, 'ram.xml'), star);
  const moves = [100, 200, 300].map((at, i) => ({ at: `${at} s`, vm: `vm-${i + 1}`, to: 'pm-0' }));
  const file = writeExperiment(folder, {
    ...SMALL,
    platform: 'ram.xml',
    vms: { count: 4, vcpus: 1, memory: '6 GB', placement: 'round-robin' },
    workload: { kind: 'constant', load: 0.5 },
    policy: { kind: 'scripted', moves },
    facility: { kind: 'metered', price: 0.25, currency: 'EUR', carbon: 400 },
  });
  const { stdout, code } = await wattshift(['run', file, '--out', join(folder, 'out')]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2 moves a run were refused: the destination lacked the memory\.$/m);
  expect(stdout).toMatch(/^All 2 seeds gave the same run: /m);
  expect(stdout).toMatch(/^cost, EUR +0\.\d+ ± /m);
  // one host of four is asleep from 100 s on, at 20 W instead of 185 W: 3.9 kWh a day but for the migration
  const [, day, year] =
    /^At this rate it saves ([\d.]+) EUR a day, ([\d,]+) EUR a year, and emits [\d,]+ kg of CO2 less/m.exec(stdout) ?? [
      '',
      '0',
      '0',
    ];
  expect(Number(day)).toBeGreaterThan(0.9 * 0.25 * 24 * 0.165);
  expect(Number(day)).toBeLessThan(0.25 * 24 * 0.165);
  expect(Number(year?.replace(',', ''))).toBeCloseTo(365 * Number(day), -1);
  const [cell] = JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')).cells;
  expect(cell.metrics.refusedMigrations.values).toEqual([2, 2]);
  expect(cell.metrics.savedCost).toMatchObject({ unit: 'EUR' });
});

test('--json prints result.json, whatever the number of jobs', async () => {
  const folder = temporaryFolder();
  const file = writeExperiment(folder, SWEEP);
  const run = (jobs: number) =>
    wattshift(['run', file, '--json', '--jobs', String(jobs), '--out', join(folder, `jobs-${jobs}`)]);
  const [one, two] = [await run(1), await run(2)];
  expect(one.stdout).toBe(readFileSync(join(folder, 'jobs-1', 'result.json'), 'utf8'));
  expect(JSON.parse(one.stdout)).toMatchObject({ version: 1, experiment: 'small', simgrid: '3.32' });
  expect(two.stdout).toBe(one.stdout);
  expect(contents(join(folder, 'jobs-2'))).toEqual(contents(join(folder, 'jobs-1')));
});

test('--seeds replaces the seeds of the file, --quiet says nothing', async () => {
  const folder = temporaryFolder();
  const args = ['run', writeExperiment(folder), '--seeds', '3', '--out', join(folder, 'out')];
  expect(await wattshift([...args, '--quiet'])).toMatchObject({ stdout: '', stderr: '', code: 0 });
  const { stdout } = await wattshift([...args, '--verbose']);
  expect(stdout).toMatch(/^3 runs, 3 of them from an earlier call; results in /m);
  expect(stdout).toMatch(/^The simulation took up to [\d.]+ MB of memory per run\.$/m);
});

test('colours come with FORCE_COLOR and go with NO_COLOR', async () => {
  const folder = temporaryFolder();
  const args = ['run', writeExperiment(folder), '--out', join(folder, 'out')];
  const control = String.fromCharCode(27);
  expect((await wattshift(args)).stdout).not.toContain(control);
  expect((await wattshift(args, { env: { FORCE_COLOR: '1' } })).stdout).toContain(control);
  expect((await wattshift(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain(control);
});

test('bad input: one line with its place, exit code 2', async () => {
  const file = writeExperiment(temporaryFolder(), { ...SMALL, duration: '2 parsecs' });
  const { stdout, stderr, code } = await wattshift(['run', file]);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('parsecs')) + 1;
  expect(stderr.startsWith(`${file}:${line}:`)).toBe(true);
  expect(stderr).not.toContain('    at ');
});

test.each([
  [['run'], /missing required argument 'file'/],
  [['run', 'none.yaml'], /none\.yaml/],
  [['run', 'x.yaml', '--seeds', '0'], /whole number from 1 to 1000000/],
  [['rum', 'x.yaml'], /Did you mean run\?/],
  [['run', '--sedes', '3', 'x.yaml'], /Did you mean --seeds\?/],
])('%j is wrong use: exit code 2', async (args, message) => {
  const { stdout, stderr, code } = await wattshift(args);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(message);
});

test('a failed simulation: exit code 3, the stack with --debug only', async () => {
  const folder = temporaryFolder();
  const plugin = `export default { policies: [{ name: 'broken', title: '', source: '', parameters: {}, create() { throw new RangeError('out of luck'); } }] };`;
  writeFileSync(join(folder, 'broken.js'), plugin);
  const args = [
    'run',
    writeExperiment(folder, { ...SMALL, plugins: ['./broken.js'], policy: { kind: 'broken' } }),
    '--out',
    join(folder, 'out'),
  ];
  const plain = await wattshift([...args, '--json']);
  expect(plain).toMatchObject({ stdout: '', code: 3 });
  expect(plain.stderr).toMatch(/^the simulation failed in seed 0: .*out of luck/m);
  expect(plain.stderr).not.toContain('    at ');
  expect((await wattshift([...args, '--debug'])).stderr).toContain('    at ');
});

test('--version and --help', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await wattshift(['--version'])).toMatchObject({ stdout: `${version}\n`, code: 0 });
  for (const args of [['--help'], ['run', '--help'], ['list', '--help'], ['validate', '--help']]) {
    const { stdout, code } = await wattshift(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  }
});

test('the table for elsewhere, alone, and names that do nothing to a terminal', async () => {
  const folder = temporaryFolder();
  const evil = '\u001b]0;owned\u0007<img>.csv';
  writeFileSync(join(folder, evil), 'time,vm,load\n0,vm-0,0.5\n');
  const file = writeExperiment(folder, {
    ...SMALL,
    duration: '600 s',
    seeds: 1,
    vms: { count: 1, memory: '2 GB' },
    sweep: {
      workload: [
        { kind: 'constant', load: 0.5 },
        { kind: 'trace', file: evil },
      ],
    },
  });
  const args = ['run', file, '--out', join(folder, 'out')];
  const shown = await wattshift(args);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  // folded, to fit 80 columns
  expect(shown.stdout).toContain('trace(file=\\u001b]0;');
  expect(shown.stdout).toContain('owned\\u0007<img>.csv');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(shown.stdout).not.toMatch(/[\u0007\u001b]/);
  const csv = await wattshift([...args, '--format', 'csv']);
  expect(csv.stdout).toMatch(/^cell,workload,seeds,savedEnergyRatio_mean,savedEnergyRatio_ci95_low,/);
  expect(csv.stdout.split('\r\n')).toHaveLength(4);
  const markdown = await wattshift([...args, '--format', 'md']);
  expect(markdown.stdout).toContain('&lt;img&gt;.csv');
  expect(markdown.stdout).not.toContain('<img>');
  expect(await wattshift([...args, '--format', 'latex', '--json'])).toMatchObject({ code: 2, stdout: '' });
});
