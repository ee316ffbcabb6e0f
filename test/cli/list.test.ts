import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { builtIn } from '../../src/registry.ts';
import { wattshift } from '../support/command.ts';

test('lists every kind with its parameters', async () => {
  const { stdout, code } = await wattshift(['list']);
  expect(code).toBe(0);
  for (const section of Object.values(builtIn))
    for (const kind of section.keys()) expect(stdout).toMatch(new RegExp(`^${kind}  `, 'm'));
  expect(stdout).toMatch(/^ {2}setupTime +s +2\.5 s +Preparation before the first byte is sent$/m);
});

test('--json gives the same to programs', async () => {
  const { stdout } = await wattshift(['list', 'mechanisms', '--json']);
  const { mechanisms } = JSON.parse(stdout) as {
    mechanisms: { name: string; parameters: { name: string; default: string | null }[] }[];
  };
  expect(mechanisms.map(({ name }) => name)).toEqual([...builtIn.mechanisms.keys()]);
  expect(mechanisms[0]?.parameters.find(({ name }) => name === 'setupTime')).toMatchObject({
    unit: 's',
    default: '2.5 s',
  });
});

test('the schema is the published one', async () => {
  const { stdout } = await wattshift(['list', 'schema']);
  expect(stdout).toBe(readFileSync(createRequire(import.meta.url).resolve('wattshift/experiment.schema.json'), 'utf8'));
  expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
});

test('an unknown sort is wrong use', async () => {
  expect(await wattshift(['list', 'colours'])).toMatchObject({ code: 2, stdout: '' });
});
