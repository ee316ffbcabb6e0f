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
  expect(stdout).toMatch(/^10 comparisons; /m);
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
