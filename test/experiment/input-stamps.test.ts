import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { InputStamps } from '../../src/experiment/input-stamps.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

test('a trace is stamped by its bytes, whatever they are', async () => {
  const folder = temporaryFolder();
  const loads = '\ufefftime,vm,load\r\n0,vm-0,0.5\r\n';
  writeFileSync(join(folder, 'loads.csv'), loads);
  const file = writeExperiment(folder, { ...SMALL, workload: { kind: 'trace', file: 'loads.csv' } });
  const { inputs } = await loadExperiment(file);
  expect(inputs.find(({ role }) => role === 'trace')).toEqual({
    role: 'trace',
    name: 'loads.csv',
    sha256: sha256(loads),
  });
});

test('a folder of traces is one input, by what is read of it', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'loads'));
  const stamps = new InputStamps(join(folder, 'experiment.yaml'), 'version: 1');
  stamps.addFolder(join(folder, 'loads'));
  for (const name of ['b', 'a', 'left out']) {
    writeFileSync(join(folder, 'loads', name), name);
    if (name !== 'left out') stamps.addTrace(join(folder, 'loads', name));
  }
  // as `sha256sum a b` prints it
  const listing = `${sha256('a')}  a\n${sha256('b')}  b\n`;
  expect(await stamps.list()).toEqual([
    { role: 'experiment', name: 'experiment.yaml', sha256: sha256('version: 1') },
    { role: 'trace', name: 'loads/', sha256: sha256(listing) },
  ]);
});

test('a trace that is gone again is a problem of its own', async () => {
  const stamps = new InputStamps('experiment.yaml', 'version: 1');
  stamps.addTrace('/nowhere/loads.csv');
  await expect(stamps.list()).rejects.toThrow(InputError);
  await expect(stamps.list()).rejects.toThrow('/nowhere/loads.csv: there is no such file');
});
