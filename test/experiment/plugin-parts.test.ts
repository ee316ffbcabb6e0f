/** Parts from outside: a user's module adds a kind to every section, and an experiment uses them like built-in ones. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/base/problem.ts';
import { experimentJsonSchema } from '../../src/experiment/json-schema.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { validateFile } from '../../src/experiment/validate.ts';
import { describeKinds } from '../../src/models/describe.ts';
import { builtIn, extend } from '../../src/models/registry.ts';
import { SECTION_NAMES } from '../../src/models/sections.ts';
import { readRun } from '../../src/results/read-run.ts';
import { wattshift } from '../support/command.ts';
import { platform } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';
import mine from './plugin-parts/mine.ts';

const MODULE = join(import.meta.dirname, 'plugin-parts', 'mine.ts');
const HOSTS = ['pm-0', 'pm-1', 'pm-2', 'pm-3'];

/** Every part by name, with parameters and without. Lines are counted from 1. */
const EXPERIMENT = `version: 1
name: mine
platform: ${platform('rack4-10g')}
plugins: [${MODULE}]
duration: 2 h
seeds: 2
vms: { count: 8, memory: 2 GB, placement: { kind: mine-listed, names: hosts.txt } }
workload: { kind: mine-steps, load: 0.9 }
policy:
  kind: consolidate
  when: { kind: mine-twice, above: 0.4 }
  which: mine-last
  where: { kind: mine-cheapest, prices: prices.txt }
  empty: { kind: mine-few, most: 2 }
  veto: mine-some
mechanism: mine-stops
migrationEnergy: { kind: mine-flat, each: 50 }
facility: mine-trees
`;

/** A folder with the experiment, and what its parts read. */
function write(experiment: string, names = HOSTS): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mine.yaml'), experiment);
  writeFileSync(join(folder, 'hosts.txt'), `${names.join('\n')}\n`);
  writeFileSync(join(folder, 'prices.txt'), HOSTS.map((name, i) => `${name} ${10 - 3 * i}\n`).join(''));
  return folder;
}

const inMine = (from: string, to: string) => {
  expect(EXPERIMENT).toContain(from);
  return EXPERIMENT.replace(from, to);
};

/** `line:column what; hint`. */
async function problemsOf(experiment: string, names = HOSTS): Promise<readonly string[]> {
  const path = join(write(experiment, names), 'mine.yaml');
  const { problems } = await validateFile(path);
  return problems.map((problem) => formatProblem(problem).replace(`${path}:`, ''));
}

test('the module has a kind of every section', () => {
  expect(SECTION_NAMES.filter((section) => !(section in mine))).toEqual([]);
});

describe('checked like built-in ones', () => {
  test('the experiment is valid', async () => expect(await problemsOf(EXPERIMENT)).toEqual([]));

  test.each([
    [
      'an unknown parameter of a part',
      'above: 0.4',
      'abov: 0.4',
      "11:29: unknown key 'abov' in policy.when 'mine-twice'; did you mean 'above'?",
    ],
    [
      'an unknown part',
      'which: mine-last',
      'which: mine-lost',
      "12:10: policy.which: unknown kind 'mine-lost'; did you mean 'mine-last'?",
    ],
    [
      'a part that lacks what it needs',
      ', prices: prices.txt',
      '',
      "13:10: 'policy.where.prices' is missing; Prices of the hosts (file)",
    ],
    ['a value out of range', 'most: 2', 'most: -2', '14:34: policy.empty.most: expected a whole number from 0'],
    ['a file of a part that is not there', 'prices: prices.txt', 'prices: price.txt', '13:41: '],
    [
      'an unknown parameter of a placement',
      ', names:',
      ', form: 1, names:',
      "7:64: unknown key 'form' in vms.placement 'mine-listed'; did you mean 'from'?",
    ],
    [
      'an unknown placement',
      'kind: mine-listed',
      'kind: mine-list',
      "7:51: vms.placement: unknown kind 'mine-list'; did you mean 'mine-listed'?",
    ],
    ['a file of a placement that is not there', 'names: hosts.txt', 'names: host.txt', '7:71: '],
  ])('%s', async (_, from, to, says) => {
    expect(await problemsOf(inMine(from, to))).toContainEqual(expect.stringContaining(says));
  });

  test("what a part's own check finds stands at its parameter", async () => {
    const platform16 = inMine('rack4-10g', 'rack16-10g');
    const problems = await problemsOf(platform16);
    expect(problems.length).toBe(12);
    expect(problems[0]).toMatch(/^13:41: policy\.where 'mine-cheapest': prices: none for pm-\d+; /);
  });

  test("what a placement's own check finds does, too", async () => {
    expect(await problemsOf(EXPERIMENT, ['pm-0', 'pm-9'])).toContainEqual(
      expect.stringMatching(/^7:71: vms\.placement 'mine-listed': names: there is no host 'pm-9'; /),
    );
  });
});

describe('swept', () => {
  test.each([
    ['a parameter of a part', 'policy.where.weight: [1, 2]', ['policy.where.weight=1', 'policy.where.weight=2']],
    [
      'a parameter of a part that is named alone',
      'policy.veto.most: [1, 2]',
      ['policy.veto.most=1', 'policy.veto.most=2'],
    ],
    ['a parameter of a placement', 'vms.placement.from: [0, 1]', ['vms.placement.from=0', 'vms.placement.from=1']],
    [
      'a part',
      'policy.veto: [none, { kind: mine-some, most: 1 }]',
      ['policy.veto=none', 'policy.veto=mine-some(most=1)'],
    ],
    [
      'a placement',
      'vms.placement: [fill, { kind: mine-listed, names: hosts.txt }]',
      ['vms.placement=fill', 'vms.placement=mine-listed(names=hosts.txt)'],
    ],
  ])('%s', async (_, axis, ids) => {
    const path = join(write(`${EXPERIMENT}sweep:\n  ${axis}\n`), 'mine.yaml');
    const { cells } = await loadExperiment(path);
    expect(cells.map(({ id }) => id)).toEqual(ids);
    const scenarios = cells.map(({ scenario }) => JSON.stringify([scenario.policy, scenario.placement]));
    expect(new Set(scenarios).size).toBe(2);
  });

  test('a value that a part refuses is told in the sweep', async () => {
    const wrong = `${EXPERIMENT}sweep:\n  policy.where.weight: [1, -1]\n`;
    expect(await problemsOf(wrong)).toEqual([
      expect.stringMatching(/^20:28: policy\.where\.weight: must not be negative/),
    ]);
  });
});

describe('told to those who ask', () => {
  const registry = extend(builtIn, mine);

  test('lists name parts and their parameters', () => {
    const consolidate = describeKinds('policies', registry).find(({ name }) => name === 'consolidate');
    expect(consolidate?.parameters.find(({ name }) => name === 'where')).toMatchObject({
      unit: 'least-power-rise | first-fit | mine-cheapest',
      default: 'least-power-rise',
    });
    const cheapest = describeKinds('hostChoices', registry).find(({ name }) => name === 'mine-cheapest');
    expect(cheapest?.parameters.map(({ name, default: fallback }) => [name, fallback])).toEqual([
      ['weight', '1'],
      ['prices', null],
    ]);
  });

  test('the JSON Schema takes what the loader takes', () => {
    const schema = experimentJsonSchema(registry);
    const accepts = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    const policy = { kind: 'consolidate', where: { kind: 'mine-cheapest', prices: 'prices.txt' }, which: 'mine-last' };
    const file = {
      version: 1,
      name: 'mine',
      platform: 'x.xml',
      duration: '1 h',
      seeds: 1,
      vms: { count: 1, memory: '1 GB', placement: { kind: 'mine-listed', names: 'hosts.txt' } },
      workload: 'mine-steps',
      policy,
      mechanism: 'mine-stops',
      migrationEnergy: 'mine-flat',
      facility: 'mine-trees',
    };
    expect(accepts(file)).toBe(true);
    expect(accepts({ ...file, policy: { ...policy, where: { kind: 'mine-cheapest', price: 'x' } } })).toBe(false);
    expect(accepts({ ...file, policy: { ...policy, where: 'mine-cheapest' } })).toBe(false); // prices is required
    expect(accepts({ ...file, vms: { ...file.vms, placement: 'mine-listed' } })).toBe(false);
  });
});

describe('run by the command, on worker threads', () => {
  test('every part counts', { timeout: 120_000 }, async () => {
    const swept = `${EXPERIMENT}sweep:\n  policy.where.weight: [0, 1]\n  vms.placement.from: [0, 1]\n`;
    const cwd = write(swept);
    const { code, stderr } = await wattshift(['run', 'mine.yaml', '--jobs', '2', '--out', 'out', '--quiet'], { cwd });
    expect(stderr).not.toContain('failed');
    expect(code).toBe(0);
    const run = (weight: number, from: number) =>
      readRun(join(cwd, 'out'), `policy.where.weight=${weight},vms.placement.from=${from}`, 0);
    const [even, cheap, later] = [await run(0, 0), await run(1, 0), await run(1, 1)];
    for (const { metrics, migrations } of [even, cheap, later]) {
      expect(metrics.migrations).toBeGreaterThan(0);
      expect(metrics.migrationEnergyJ).toBe(50 * migrations.length);
      expect(metrics.trees).toBeCloseTo(2 * metrics.energyJ, 3);
      // the veto lets three moves pass at a time
      const starts = [...migrations].map(({ startS }) => startS);
      for (const startS of starts) expect(starts.filter((other) => other === startS).length).toBeLessThanOrEqual(3);
    }
    const moves = ({ migrations }: typeof even) => [...migrations].map(({ vm, to }) => `${vm} ${to}`);
    // pm-3 is the cheapest by far
    expect(moves(cheap)[0]).toMatch(/ pm-3$/);
    expect(moves(even)).not.toEqual(moves(cheap));
    expect(moves(later)).not.toEqual(moves(cheap));
  });

  test("a policy of the user's own takes parts as well", { timeout: 60_000 }, async () => {
    const own = EXPERIMENT.replace(
      /policy:\n(?: {2}.*\n)+/,
      'policy: { kind: mine-wanders, where: { kind: mine-cheapest, prices: prices.txt } }\n',
    );
    const cwd = write(own);
    expect(await wattshift(['run', 'mine.yaml', '--out', 'out', '--quiet'], { cwd })).toMatchObject({ code: 0 });
    const { migrations } = await readRun(join(cwd, 'out'), '-', 0);
    expect([...migrations].slice(0, 2).map(({ vm, from, to, startS }) => [vm, from, to, startS])).toEqual([
      ['vm-0', 'pm-0', 'pm-3', 600],
      ['vm-0', 'pm-3', 'pm-2', 1200],
    ]);
  });

  test('VMs come and leave as a module says', { timeout: 60_000 }, async () => {
    const cwd = write(
      inMine(
        /^vms:.*$/m.exec(EXPERIMENT)?.[0] ?? '',
        'vms: { count: 30, memory: 2 GB, arrivals: { kind: mine-regular, every: 2 min }, lifetime: mine-short }',
      ).replace(/^workload:.*$/m, 'workload: webserver'),
    );
    const { code, stderr } = await wattshift(['run', 'mine.yaml', '--out', 'out', '--quiet'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { metrics } = await readRun(join(cwd, 'out'), '-', 0);
    expect(metrics).toMatchObject({ arrivedVms: 30, finishedVms: 30 });
  });

  test('a part that fails is named, with the time and its line', { timeout: 60_000 }, async () => {
    const cwd = write(
      inMine(MODULE, 'broken.mjs')
        .replace(/policy:\n(?: {2}.*\n)+/, 'policy: { kind: consolidate, veto: broken }\n')
        .replace(/^(?:vms|workload|mechanism|migrationEnergy|facility):.*\n/gm, '') +
        'vms: { count: 8, memory: 2 GB, placement: round-robin }\nworkload: { kind: constant, load: 0.1 }\n',
    );
    writeFileSync(
      join(cwd, 'broken.mjs'),
      `export default { vetoes: [{ name: 'broken', title: '', source: '', parameters: {},
  create: () => (moves) => {
    return moves[99].vm;
  } }] };\n`,
    );
    const { code, stderr } = await wattshift(['run', 'mine.yaml', '--seeds', '1', '--quiet'], { cwd });
    expect(stderr).toMatch(/veto 'broken' failed: TypeError: .*'vm'.* at t = 300 s, broken\.mjs:3:22\)/);
    expect(code).toBe(3);
  });
});
