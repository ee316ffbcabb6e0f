/** What `run` says of results that are made by hand. */
import { expect, test } from 'vitest';
import { remarks } from '../../src/cli/remarks.ts';
import { sentences } from '../../src/cli/sentences.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { CellResult } from '../../src/results/result.ts';
import { cell, resultOf } from '../support/results.ts';
import { scenario, star } from '../support/scenarios.ts';

const DAY_S = 86_400;

/** Ten VMs for a day. */
const SCENARIO = scenario({
  xml: star(4),
  durationS: DAY_S,
  vms: [{ count: 10, vcpus: 1, memoryBytes: 4e9 }],
});

function say(...cells: readonly CellResult[]): readonly string[] {
  const experiment = {
    name: 'trial',
    seeds: [],
    plugins: [],
    cells: cells.map(({ id, axes }) => ({ id, axes, scenario: SCENARIO })),
  } as unknown as Experiment;
  return sentences(experiment, resultOf(...cells));
}

/** A baseline of 100 kWh; the ratios are saved. Nobody waits and nobody stands still but by the other values. */
function saves(id: string, ratios: readonly number[], values: Parameters<typeof cell>[1] = {}): CellResult {
  const each = (value: number) => ratios.map(() => value);
  return cell(id, {
    savedEnergyRatio: ratios,
    baselineEnergyJ: each(3.6e8),
    energyJ: ratios.map((ratio) => (1 - ratio) * 3.6e8),
    migrations: each(100),
    energyOverhead: each(0.05),
    downtimeMeanS: each(0),
    overloadTimeRatio: each(0),
    ...values,
  });
}

test('the best is named where it is ahead beyond chance, with its lead', () => {
  // leads of 9, 10 and 11 points: half the interval is t(0.975, 2) / sqrt(3) = 4.302652730 / sqrt(3) = 2.48
  const text = say(saves('a', [0.29, 0.32, 0.31]), saves('b', [0.2, 0.22, 0.2]), saves('c', [-0.01, -0.02, -0.03]));
  expect(text).toEqual([
    'Of 3 cells, a is the best: it saves 30.7 % of the energy (30.7 kWh of 100 kWh a day); 5.0 % of what is left goes into 100 migrations.',
    'It is 10.00 ± 2.48 points ahead of b.',
    'Last comes c: it takes 2.0 % more than without.',
  ]);
});

test('the best is not named where the seeds do not separate it, however large its lead', () => {
  const text = say(saves('a', [0.9, 0.2, 0.6]), saves('b', [0.3, 0.5, 0.4]), saves('c', [0.35, 0.45, 0.4]));
  expect(text[0]).toBe(
    'Of 3 cells, none is the best: a (56.7 %), b (40.0 %) and c (40.0 %) are not separable with 3 seeds.',
  );
  expect(text[1]).toMatch(/^a saves 56\.7 % of the energy/);
  expect(text).toHaveLength(2);
  // with one more that is far behind, the group at the top is named, and the last
  const four = say(
    saves('a', [0.6, 0.61, 0.59]),
    saves('b', [0.6, 0.6, 0.6]),
    saves('d', [0.1, 0.11, 0.09]),
    saves('none', [1e-16, -1e-16, -1e-16]),
  );
  expect(four[0]).toBe('Of 4 cells, none is the best: a (60.0 %) and b (60.0 %) are not separable with 3 seeds.');
  expect(four.at(-1)).toBe('Last comes none: it saves nothing.');
});

test('of many at the top the first four are named', () => {
  const cells = Array.from({ length: 7 }, (_, i) => saves(`p=${i}`, [0.5 - i / 1000, 0.4 + i / 1000]));
  expect(say(...cells)[0]).toMatch(/: p=0 \(45\.0 %\), p=\d .*, p=\d .*, p=\d .* and 3 more are not separable with 2/);
});

test('one seed names no winner', () => {
  const text = say(saves('a', [0.301]), saves('b', [0.3]));
  expect(text[0]).toMatch(/^Of 2 cells, a saves the most: it saves 30\.1 % of the energy/);
  expect(text[1]).toBe('One seed cannot tell that from chance: run more, as with --seeds 5.');
  expect(text[2]).toBe('Last comes b: it saves 30.0 %.');
  expect(say(saves('a', [-0.1]), saves('b', [-0.3]))[0]).toMatch(
    /^Of 2 cells, none saves energy with this seed; a comes closest: it takes 10\.0 % more energy/,
  );
});

test('where nothing is random, the difference is exact and decides', () => {
  const text = say(saves('a', [0.3, 0.3]), saves('b', [0.25, 0.25]));
  expect(text[0]).toMatch(/^Of 2 cells, a is the best/);
  expect(text[1]).toBe('It is 5.00 points ahead of b.');
  expect(say(saves('a', [0.3, 0.3]), saves('b', [0.3, 0.3]))[0]).toMatch(/^Of 2 cells, none saves more than another/);
  const slight = say(saves('a', [0.3003, 0.3003]), saves('b', [0.3, 0.3]));
  expect(slight[0]).toBe('Of 2 cells, none is the best: a (30.0 %) and b (30.0 %) save the same to within 0.1 points.');
  expect(slight).toHaveLength(2);
  const tie = say(saves('a', [0.3, 0.3]), saves('b', [0.3, 0.3]), saves('c', [0.1, 0.1]));
  expect(tie[0]).toBe('Of 3 cells, none is the best: a (30.0 %) and b (30.0 %) save the same.');
});

test('what prints as 0.0 % is neither saved nor taken', () => {
  for (const rounding of [1e-16, -1e-16, -4e-4, 4e-4])
    expect(say(saves('-', [rounding]))[0]).toMatch(
      /^none neither saves nor takes energy \(100(\.0)? kWh a day\); 5\.0 % of it goes into 100 migrations\.$/,
    );
  const [first, , last] = say(saves('a', [-1e-16, -1e-16]), saves('b', [-0.1, -0.1]));
  expect(first).toMatch(/^Of 2 cells, none saves energy; a comes closest: it neither saves nor takes energy/);
  expect(last).toBe('Last comes b: it takes 10.0 % more than without.');
});

test('a winner that lets VMs stand still or wait is told with it', () => {
  // 100 migrations of 10 VMs with 365 s each: 3,650 s a VM
  const slow = { downtimeMeanS: [365, 366, 364], overloadTimeRatio: [0.2, 0.21, 0.22] };
  const [most, lead] = say(saves('a', [0.3, 0.31, 0.32], slow), saves('b', [0.1, 0.11, 0.125]));
  expect(most).toMatch(/^Of 2 cells, a saves the most: it saves 31\.0 %/);
  expect(lead).toMatch(
    /^It is 19\.8\d ± 0\.72 points ahead of b, but each of its VMs stood still for 1\.01 h a day \(there: 0 s\), and its hosts were overloaded for 21\.0 % of their time awake \(there: 0\.0 %\)\.$/,
  );
  // less than 8.6 s a day and half a point of overload: nobody notices
  const slight = { downtimeMeanS: [0.5, 0.6, 0.5], overloadTimeRatio: [0.002, 0.003, 0.002] };
  const [best, plain] = say(saves('a', [0.3, 0.31, 0.32], slight), saves('b', [0.1, 0.11, 0.125]));
  expect(best).toMatch(/^Of 2 cells, a is the best: /);
  expect(plain).not.toContain('but');
  // more on the mean, by chance
  const chance = { overloadTimeRatio: [0.9, 0.1, 0.2] };
  const other = { overloadTimeRatio: [0.1, 0.4, 0.3] };
  expect(say(saves('a', [0.3, 0.31, 0.32], chance), saves('b', [0.1, 0.11, 0.125], other))[1]).not.toContain('but');
});

test('money and carbon are told a day and a year', () => {
  const money = (cost: number, carbonKg: number, unit = 'EUR') => {
    const one = saves('-', [0.25, 0.25], {
      savedCost: [cost, cost],
      baselineCost: [50, 50],
      savedCarbonKg: [carbonKg, carbonKg],
      baselineCarbonKg: [40, 40],
    });
    const savedCost = { ...one.metrics.savedCost, unit } as CellResult['metrics']['energyJ'];
    return say({ ...one, metrics: { ...one.metrics, savedCost } })[1];
  };
  // 365 * 12.3 = 4,489.5; 365 * 10 = 3,650
  expect(money(12.3, 10)).toBe(
    'At this rate it saves 12.3 EUR a day, 4,490 EUR a year, and emits 3,650 kg of CO2 less a year.',
  );
  // with negative prices, saving energy may cost money
  expect(money(-12.3, -1)).toBe(
    'At this rate it costs 12.3 EUR more a day, 4,490 EUR more a year, and emits 365 kg of CO2 more a year.',
  );
  expect(money(12.3, 1e-14, 'currency')).toBe(
    'At this rate it saves 12.3 a day, 4,490 a year (in the currency of the price).',
  );
  expect(money(0, 0)).toBeUndefined();
});

test('counts that are not zero are told, with the reason', () => {
  const refused = (id: string, ...values: readonly number[]) => cell(id, { refusedMigrations: values });
  const tell = (...cells: readonly CellResult[]) => remarks(resultOf(...cells));
  expect(tell(refused('-', 84_672))).toEqual(['84,672 moves were refused: the destination lacked the memory.']);
  expect(tell(refused('-', 1))).toEqual(['1 move was refused: the destination lacked the memory.']);
  expect(tell(refused('-', 0))).toEqual([]);
  // the mean of several seeds
  expect(tell(refused('a', 33, 34), refused('b', 0, 0))[0]).toEqual(
    '34 moves a run were refused in a: the destination lacked the memory.',
  );
  expect(tell(refused('a', 1, 2), refused('b', 300, 302))).toEqual([
    '301 moves a run were refused in b, 1.5 in a: the destination lacked the memory.',
  ]);
  const many = ['a', 'b', 'c', 'd', 'e'].map((id, i) => refused(id, i, i));
  expect(tell(...many)[0]).toBe(
    'Up to 4 moves a run were refused in 4 of 5 cells, most of them in e: the destination lacked the memory.',
  );
  expect(tell(...many.slice(1))[0]).toMatch(/^Up to 4 moves a run were refused in all 4 cells, /);
  expect(tell(cell('-', { failedMigrations: [2], unfinishedMigrations: [3], notConvergedMigrations: [1] }))).toEqual([
    '2 migrations failed: a host or link on the way went down.',
    '1 migration did not converge: memory was written faster than it could be sent, and the VM stood still for the rest.',
    '3 migrations were still under way: the run ended first.',
  ]);
});

test('more seeds of the same run are told', () => {
  const same = cell('a', { energyJ: [5, 5, 5] });
  const random = cell('b', { energyJ: [5, 6, 5] });
  const rest = 'gave the same run: nothing in it is random, and one seed says as much.';
  expect(remarks(resultOf(same))).toEqual([`All 3 seeds ${rest}`]);
  expect(remarks(resultOf(same, random))).toEqual([`All 3 seeds of a ${rest}`]);
  expect(remarks(resultOf(same, random, { ...same, id: 'c' }))).toEqual([`All 3 seeds of 2 cells ${rest}`]);
  expect(remarks(resultOf(random))).toEqual([]);
  expect(remarks(resultOf(cell('a', { energyJ: [5] })))).toEqual([]);
});
