import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wattshift } from '../support/command.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SWEEP = {
  ...SMALL,
  duration: '1 h',
  seeds: 3,
  sweep: { mechanism: [{ kind: 'pre-copy' }, { kind: 'stop-and-copy' }, { kind: 'ideal' }] },
};

test('runs what is missing, and compares', async () => {
  const folder = temporaryFolder();
  const file = writeExperiment(folder, SWEEP);
  const args = [file, '--out', join(folder, 'out')];
  const { stdout, stderr, code } = await wattshift(['compare', ...args], { cwd: folder });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toMatch(/^Against mechanism=pre-copy, seed by seed on 3 seeds:$/m);
  expect(stdout).toMatch(/^mechanism +reference +mean +difference +(?:p )?\(Holm\)$/m);
  expect(stdout).toMatch(/^saved energy, %\n {2}stop-and-copy +\d+\.\d+ +\d+\.\d+ +[+-]?\d+\.\d+ ± \d+\.\d+ +/m);
  // five metrics of two cells; as many migrations with each mechanism leave nothing to test
  expect(stdout).toMatch(/^8 comparisons; /m);
  expect(stdout).toMatch(/^No test of migrations: the difference is the same on every seed\.$/m);
  expect(stdout).toMatch(
    /^mechanism=pre-copy saves \d+\.\d % of what is possible, which is what mechanism=ideal saves\.$/m,
  );

  // the ideal is free of charge: all of its overhead is gone
  const json = await wattshift(['compare', join(folder, 'out'), '--json', '--metric', 'energyOverhead']);
  const { version, cells } = JSON.parse(json.stdout);
  expect(version).toBe(1);
  expect(cells[1].metrics.energyOverhead.difference).toBeCloseTo(-cells[1].metrics.energyOverhead.reference, 12);

  const csv = await wattshift(['compare', join(folder, 'out'), '--format', 'csv']);
  expect(csv.stdout.split('\r\n')[1]).toMatch(/^savedEnergyRatio,1,mechanism=stop-and-copy,0\.\d{6,},/);
  const latex = await wattshift(['compare', join(folder, 'out'), '--format', 'latex', '--wide']);
  expect(latex.stdout).toContain('metric & mechanism & reference & cell mean & difference & p & p (Holm) \\\\');
  expect(stdout.split('\n').filter((line) => /±/.test(line) && line.length > 80)).toEqual([]);

  const again = await wattshift(['run', ...args]);
  expect(again.stdout).toContain('9 runs, 9 of them from an earlier call');
  copyFileSync(join(folder, 'out', 'result.json'), join(folder, 'copy.json'));
  const markdown = await wattshift(['compare', join(folder, 'copy.json'), '--markdown', '--reference', 'ideal']);
  expect(markdown.stdout).toContain('| saved energy, % | pre-copy |');
});

test('where nothing is random nothing is tested, and run says that one seed is enough', async () => {
  const folder = temporaryFolder();
  const still = { kind: 'scripted', moves: [] };
  const move = { kind: 'scripted', moves: [{ at: '100 s', vm: 'vm-7', to: 'pm-0' }] };
  const args = [
    writeExperiment(folder, { ...SWEEP, workload: { kind: 'constant', load: 0.3 }, sweep: { policy: [still, move] } }),
    '--out',
    join(folder, 'out'),
  ];
  const { stdout } = await wattshift(['compare', ...args]);
  expect(stdout).toMatch(
    /^Nothing varies from seed to seed: every difference is exact, and there is nothing to test\.$/m,
  );
  expect(stdout).toMatch(/^migrations\n.* +0 +1(\.0+)? +\+1(\.0+)? +-$/m);
  expect(stdout).not.toMatch(/±|\*/);
  const json = JSON.parse((await wattshift(['compare', ...args, '--json'])).stdout);
  expect(json.cells[0].metrics.migrations).toMatchObject({ p: null, ci95: null, untested: 'nothing-varies' });
  const run = await wattshift(['run', ...args]);
  expect(run.stdout).toMatch(/^All 3 seeds gave the same run: nothing in it is random, and one seed says as much\.$/m);
});

test('bad input: exit code 2', async () => {
  const folder = temporaryFolder();
  const out = join(folder, 'out');
  const single = await wattshift(['compare', writeExperiment(folder), '--seeds', '1', '--out', out]);
  expect(single).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'small: there is only one cell: nothing to compare it with; sweep over something\n',
  });
  const seeds = await wattshift(['compare', out, '--seeds', '2']);
  expect(seeds).toMatchObject({ code: 2, stdout: '' });
  expect(seeds.stderr).toContain('these are finished results');
  expect((await wattshift(['compare', folder])).stderr).toContain('`wattshift run` writes one');
  expect((await wattshift(['compare', join(folder, 'none.yaml')])).code).toBe(2);
});
