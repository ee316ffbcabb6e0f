import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runKeys, scenarioHash } from '../../src/sweep/run-key.ts';
import { preCopy, scenario, star } from '../support/scenarios.ts';
import { temporaryFolder } from '../support/temporary.ts';

const base = scenario({ xml: star(2) });

test('the hash tells apart what changes a run', () => {
  const variants = [
    base,
    { ...base, durationS: 3601 },
    { ...base, mechanism: preCopy({ bandwidth: 1e9 }) },
    { ...base, mechanism: { kind: 'pre-copy', parameters: { bandwidth: null } } },
    { ...base, mechanism: { kind: 'pre-copy', parameters: { bandwidth: Number.POSITIVE_INFINITY } } },
    { ...base, mechanism: { kind: 'pre-copy', parameters: { bandwidth: 'Infinity' } } },
    { ...base, workload: { kind: 'trace', parameters: { loads: new Float64Array([1, 2]) } } },
    { ...base, workload: { kind: 'trace', parameters: { loads: new Float64Array([1, 3]) } } },
    { ...base, workload: { kind: 'trace', parameters: { loads: new Map([['vm-0', [1, 2]]]) } } },
    { ...base, workload: { kind: 'trace', parameters: { loads: new Map([['vm-0', [1, 3]]]) } } },
    { ...base, platform: { ...base.platform, hash: 'other' } },
    { ...base, simgrid: { 'network/model': 'CM02' } },
  ];
  expect(new Set(variants.map(scenarioHash)).size).toBe(variants.length);
});

test('the order of keys and the place of the platform mean nothing', () => {
  const reordered = Object.fromEntries(Object.entries(base).reverse()) as unknown as typeof base;
  expect(scenarioHash(reordered)).toBe(scenarioHash(base));
  expect(scenarioHash({ ...base, platform: { ...base.platform, path: '/elsewhere.xml' } })).toBe(scenarioHash(base));
});

test('the key covers the seed and the plugins', () => {
  const plugin = join(temporaryFolder(), 'plugin.js');
  writeFileSync(plugin, 'export default {};');
  const keys = [runKeys([])(base, 0), runKeys([])(base, 1), runKeys([plugin])(base, 0)];
  writeFileSync(plugin, 'export default { policies: [] };');
  keys.push(runKeys([plugin])(base, 0));
  expect(new Set(keys).size).toBe(4);
  expect(runKeys([])(base, 0)).toBe(keys[0]);
});
