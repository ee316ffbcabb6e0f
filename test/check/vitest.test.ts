import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../../src/vitest.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('toMatchEnergyBaseline', async () => {
  const folder = temporaryFolder();
  const [baseline, out] = [join(folder, 'baseline.json'), join(folder, 'out')];
  const file = writeExperiment(folder, SMALL);
  await expect(expect(file).toMatchEnergyBaseline(baseline, { out })).rejects.toThrow(
    'there is no such baseline; record it with { update: true }',
  );

  await expect(file).toMatchEnergyBaseline(baseline, { out, update: true });
  expect(existsSync(baseline)).toBe(true);
  await expect(file).toMatchEnergyBaseline(baseline, { out });
  await expect(out).toMatchEnergyBaseline(baseline);

  writeExperiment(folder, { ...SMALL, mechanism: { kind: 'post-copy' } });
  await expect(file).not.toMatchEnergyBaseline(baseline, { out });
  await expect(file).toMatchEnergyBaseline(baseline, { out, tolerances: { all: '80 %', downtimeMeanS: 'absolute 1' } });
  const failed = expect(file).toMatchEnergyBaseline(baseline, { out });
  await expect(failed).rejects.toThrow(
    /is not as recorded in .*baseline\.json[\s\S]*downtimeMeanS[\s\S]*parts at event[\s\S]*\{ update: true \}/,
  );
  await expect(failed).rejects.not.toThrow('--update');
  await expect(expect(12).toMatchEnergyBaseline(baseline)).rejects.toThrow('takes the path of an experiment file');
});
