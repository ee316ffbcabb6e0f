import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { loadPlugins } from '../../src/experiment/plugins.ts';
import { builtIn } from '../../src/models/registry.ts';
import { platform } from '../support/experiment-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'wattshift-plugins-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const KIND = "title: 'Never', source: 'test', parameters: {}, create: () => ({ sleep: 'idle', on: {} })";
const javascript = write('never.mjs', `export default { policies: [{ name: 'never', ${KIND} }] };\n`);
const typescript = write(
  'scaled.ts',
  `interface Parameters { readonly factor: number }
const factor = { schema: { safeParse: () => ({ success: true }) }, unit: '', default: '1', description: 'Factor' } as const;
const scaled = { name: 'scaled', title: 'Scaled', source: 'test', parameters: {}, create: ({ factor }: Parameters) => ({ energyJ: () => factor }) };
export const unused: Parameters = { factor: Number(factor.default) };
export default { migrationEnergies: [scaled] };
`,
);

test('kinds of JavaScript and TypeScript modules join the built-in ones', async () => {
  const registry = await loadPlugins([javascript, typescript], builtIn);
  expect([...registry.policies.keys()]).toEqual([...builtIn.policies.keys(), 'never']);
  expect([...registry.migrationEnergies.keys()]).toEqual([...builtIn.migrationEnergies.keys(), 'scaled']);
  expect(builtIn.policies.has('never')).toBe(false);
});

test('an experiment names them relative to itself', async () => {
  const experiment = {
    version: 1,
    name: 'plugged',
    platform: platform('rack4-10g'),
    duration: '1 h',
    seeds: 1,
    vms: { count: 4, memory: '1 GB' },
    workload: 'webserver',
  };
  const path = write(
    'plugged.json',
    JSON.stringify({
      ...experiment,
      policy: 'never',
      migrationEnergy: 'scaled',
      plugins: ['./never.mjs', 'scaled.ts'],
    }),
  );
  const { plugins, cells } = await loadExperiment(path);
  expect(plugins).toEqual([javascript, typescript]);
  expect(cells[0]?.scenario).toMatchObject({
    policy: { kind: 'never', parameters: {} },
    migrationEnergy: { kind: 'scaled' },
  });
});

test.each([
  ['not a set of kinds', 'export default 3;', 'its default export is no set of kinds'],
  ['an unknown section', 'export default { polices: [] };', 'its default export is no set of kinds'],
  [
    'a kind without a factory',
    "export default { policies: [{ name: 'x', title: '', source: '', parameters: {} }] };",
    'policies: 0: create: expected a function',
  ],
  ['a module that throws', "throw new Error('no');", 'cannot be loaded: no'],
  ['a module that is no JavaScript', 'export default {', 'cannot be loaded'],
  ['a name that is taken', `export default { policies: [{ name: 'ffd', ${KIND} }] };`, "the name 'ffd' is taken"],
])('%s is a problem', async (name, text, what) => {
  const path = write(`${name.replaceAll(' ', '-')}.mjs`, text);
  await expect(loadPlugins([path], builtIn)).rejects.toMatchObject({
    name: 'InputError',
    problems: [{ file: path, what: expect.stringContaining(what) }],
  });
});

test.each([
  ['throws nothing', 'throw null;', /cannot be loaded: null was thrown/],
  ['throws an object', "throw { what: 'a thing' };", /cannot be loaded: an object that is no error was thrown/],
  [
    'has a kind without a title',
    "export default { policies: [{ name: 'mine' }] };",
    /policies: 0: title: expected a text/,
  ],
])('a module that %s is told by name', async (_, code, message) => {
  const file = write(`odd-${code.length}.mjs`, code);
  await expect(loadPlugins([file], builtIn)).rejects.toThrow(message);
});
