import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wattshift } from '../support/command.ts';
import { platform, SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('good files are named', async () => {
  const file = writeExperiment(temporaryFolder());
  const { stdout, code } = await wattshift(['validate', file, platform('rack4-10g')]);
  expect(code).toBe(0);
  expect(stdout).toBe(`${file}: a valid experiment file\n${platform('rack4-10g')}: a valid platform\n`);
});

test('every problem of every file comes with its place, on stderr', async () => {
  const folder = temporaryFolder();
  const file = writeExperiment(folder, { ...SMALL, duration: -1, policy: { kind: 'fdd' } });
  const broken = join(folder, 'broken.xml');
  writeFileSync(broken, '<platform version="4.1"><zone></platform>');
  const { stdout, stderr, code } = await wattshift(['validate', file, broken]);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  const places = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(/:\d+:\d+: /)[0]);
  expect(places.filter((place) => place === file)).toHaveLength(2);
  expect(places.filter((place) => place?.startsWith(broken)).length).toBeGreaterThan(0);
  expect(stderr).toMatch(/unknown kind 'fdd'; did you mean 'ffd'\?/i);
});
