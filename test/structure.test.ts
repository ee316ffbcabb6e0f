/** Imports point one way: the rules are in .dependency-cruiser.cjs. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const { forbidden = [], options = {} } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;

async function violations(ruleSet: IFlattenedRuleSet): Promise<{ modules: number; found: readonly string[] }> {
  const settings = { ...options, baseDir: root, ruleSet, validate: true };
  const { output } = await cruise(['src', 'reproduction/src'], settings, undefined, {
    tsConfig: extractTsConfig(`${root}tsconfig.json`),
  });
  const { summary } = output as ICruiseResult;
  return {
    modules: summary.totalCruised,
    found: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}

test('imports in src/ point one way', async () => {
  const { modules, found } = await violations({ forbidden });
  // a cruiser that cannot read the sources is content with nothing
  expect(modules).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('an import that a rule forbids is found', async () => {
  const rule = {
    name: 'no-writing',
    severity: 'error' as const,
    from: { path: '^src/sweep/worker' },
    to: { path: '^src/results/write-run' },
  };
  const { found } = await violations({ forbidden: [rule] });
  expect(found).toEqual(['no-writing: src/sweep/worker.ts -> src/results/write-run.ts']);
});
