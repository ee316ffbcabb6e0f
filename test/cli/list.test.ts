import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { builtIn } from '../../src/models/registry.ts';
import { wattshift } from '../support/command.ts';
import { SMALL } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('lists every kind with its parameters', async () => {
  const { stdout, code } = await wattshift(['list']);
  expect(code).toBe(0);
  for (const section of Object.values(builtIn))
    for (const kind of section.keys()) expect(stdout).toMatch(new RegExp(`^${kind}  `, 'm'));
  expect(stdout).toMatch(/^Akiyama 2014: S\. Akiyama: Reducing Energy Consumption/m);
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

/** A module with a policy that has a parameter. */
function writePlugin(): string {
  const path = join(temporaryFolder(), 'mine.ts');
  const text = `import { quantity } from 'wattshift';
const never = {
  name: 'never',
  title: 'Never moves',
  source: 'a test',
  parameters: { patience: quantity('time', 'How long it waits', { default: '5 min' }) },
  create: () => ({ sleep: 'idle', on: {} }),
};
export default { policies: [never] };
`;
  writeFileSync(path, text);
  return path;
}

test('--plugin adds the kinds of a user', async () => {
  const { stdout, code } = await wattshift(['list', 'policies', '--plugin', writePlugin()]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^never {2}Never moves$/m);
  expect(stdout).toMatch(/^ {2}patience +s +5 min +How long it waits$/m);
  const listed = JSON.parse((await wattshift(['list', '--json', '--plugin', writePlugin()])).stdout);
  expect(listed.policies.map(({ name }: { name: string }) => name)).toEqual([...builtIn.policies.keys(), 'never']);
});

test('--plugin puts the kinds of a user into the schema', async () => {
  const mine = { ...SMALL, policy: { kind: 'never', patience: '10 s' } };
  const accepts = async (...args: readonly string[]) => {
    const { stdout } = await wattshift(['list', 'schema', ...args]);
    return new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(stdout));
  };
  const withPlugin = await accepts('--plugin', writePlugin());
  expect(withPlugin(mine)).toBe(true);
  expect(withPlugin({ ...mine, policy: { kind: 'never', patients: '10 s' } })).toBe(false);
  expect((await accepts())(mine)).toBe(false);
});

test('a plugin that cannot be used is bad input', async () => {
  const { code, stdout, stderr } = await wattshift(['list', '--plugin', 'nowhere.mjs']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^nowhere\.mjs: plugin .*nowhere\.mjs: there is no such file/);
});
