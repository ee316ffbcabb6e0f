/** The exported functions, called as JavaScript lets one call them. */
import { expect, test } from 'vitest';
import * as library from '../../src/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: what types forbid is what this is about
const wrong = library as any;

test.each<[string, () => unknown, string]>([
  [
    'loadExperiment',
    () => wrong.loadExperiment({}),
    'expected the path of an experiment file (parseExperiment takes an object), got an object',
  ],
  ['loadExperiment', () => wrong.loadExperiment(), 'got undefined'],
  ['loadExperiment', () => wrong.loadExperiment('x.yaml', {}), 'expected a registry'],
  ['parseExperiment', () => wrong.parseExperiment('x.yaml'), "(loadExperiment takes a path), got text 'x.yaml'"],
  ['parseExperiment', () => wrong.parseExperiment({}, { baseFolder: 3 }), 'expected a folder as baseFolder, got 3'],
  ['runScenario', () => wrong.runScenario(undefined, 0), 'expected a scenario, such as experiment.cells[0].scenario'],
  ['runScenario', () => wrong.runScenario({}, 0, []), 'expected a registry'],
  [
    'runExperiment',
    () => wrong.runExperiment(),
    'expected an experiment, as loadExperiment and parseExperiment give it',
  ],
  ['runExperiment', () => wrong.runExperiment(Promise.resolve(), { out: 'x' }), 'got a promise: is an await missing?'],
  ['runExperiment', () => wrong.runExperiment({}), 'expected the output folder as { out }, got undefined'],
  [
    'compareResults',
    () => wrong.compareResults('results/first'),
    "expected a result, as readResult and runExperiment(...).result give it, got text 'results/first'",
  ],
  ['compareResults', () => wrong.compareResults(), 'got undefined'],
  ['checkFile', () => wrong.checkFile('x.yaml'), 'expected the path of a baseline file, got undefined'],
  ['measure', () => wrong.measure(null), 'got null'],
  ['readResult', () => wrong.readResult(3), 'got 3'],
  ['readRun', () => wrong.readRun('out', 'cell'), 'expected a seed, got undefined'],
  [
    'describeKinds',
    () => wrong.describeKinds('policy'),
    'expected one of workloads, policies, mechanisms, migrationEnergies, facilities, placements,',
  ],
  ['validateFile', () => wrong.validateFile(['x']), 'got a list'],
])('%s says what it takes', async (name, call, message) => {
  const error = await (async () => call())().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toMatch(new RegExp(`^${name}: expected `));
  expect((error as Error).message).toContain(message);
});

test('an experiment made by hand is checked before it is run', async () => {
  const scenario = { policy: { kind: 'none', parameters: { period: 1 } } };
  await expect(wrong.runExperiment({ cells: [{ id: 'a', scenario }] }, { out: '/dev/null/x' })).rejects.toThrow(
    /experiment: name: 'name' is missing/,
  );
  const experiment = { name: 'x', seeds: [0], cells: [{ id: 'a', scenario }] };
  await expect(wrong.runExperiment(experiment, { out: '/dev/null/x' })).rejects.toThrow(
    /experiment: cells\.0\.scenario\.policy\.parameters\.period: unknown key/,
  );
});
