import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { compareResults } from '../../src/compare/compare-results.ts';
import { formatComparison, formatComparisonMarkdown } from '../../src/compare/format.ts';
import { cell, resultOf } from '../support/results.ts';

const energy = { metrics: ['energyJ'] };

describe('differences', () => {
  test('are paired by seed', () => {
    // differences 1, 2, 3 although the loads differ by a hundred: t = 2 sqrt(3), p = 1 - sqrt(12 / 14)
    const result = resultOf(cell('a', { energyJ: [100, 200, 300] }), cell('b', { energyJ: [101, 202, 303] }));
    const { reference, cells, correction } = compareResults(result, energy);
    expect(reference).toBe('a');
    expect(cells[0]).toMatchObject({ id: 'b', seeds: [0, 1, 2], seedsLeftOut: 0 });
    expect(correction).toEqual({ method: 'holm', comparisons: 1, level: 0.05 });
    const { p, ci95, ...rest } = cells[0]?.metrics.energyJ ?? { p: 0, ci95: null };
    expect(rest).toEqual({
      unit: 'J',
      reference: 200,
      mean: 202,
      difference: 2,
      relative: 0.01,
      pHolm: p,
      significant: false,
      untested: null,
    });
    expect(p).toBeCloseTo(1 - Math.sqrt(12 / 14), 9);
    // t(0.975, 2) = 4.302652730, standard error 1 / sqrt(3)
    expect(ci95?.[0]).toBeCloseTo(2 - 4.30265273 / Math.sqrt(3), 9);
  });

  test('are corrected for all comparisons that are made', () => {
    const one = resultOf(
      cell('a', { energyJ: [1, 2, 3], migrations: [1, 2, 4] }),
      cell('b', { energyJ: [3, 4.1, 4.9], migrations: [5, 5, 5] }),
    );
    const many = resultOf(...one.cells, cell('c', { energyJ: [1.5, 2, 2], migrations: [6, 6, 6] }));
    const alone = compareResults(one, energy).cells[0]?.metrics.energyJ;
    const among = compareResults(many, energy);
    expect(alone?.pHolm).toBe(alone?.p);
    expect(among.correction.comparisons).toBe(2);
    expect(among.cells[0]?.metrics.energyJ?.pHolm).toBe(2 * (alone?.p ?? 0));
    expect(compareResults(many, { metrics: ['energyJ', 'migrations'] }).correction.comparisons).toBe(4);
  });

  const noTest = { ci95: null, p: null, pHolm: null, significant: null };

  test('where nothing varies are exact: no test, no interval, and a note with the reason', () => {
    const same = { energyJ: [5, 5, 5], migrations: [2, 2, 2] };
    const result = resultOf(cell('a', same), cell('b', { ...same, energyJ: [7, 7, 7] }), cell('c', same));
    const comparison = compareResults(result, { metrics: ['energyJ', 'migrations'] });
    const [b, c] = comparison.cells;
    expect(b?.metrics.energyJ).toMatchObject({ difference: 2, ...noTest, untested: 'nothing-varies' });
    expect(c?.metrics.energyJ).toMatchObject({ difference: 0, ...noTest, untested: 'nothing-varies' });
    expect(comparison.correction.comparisons).toBe(0);
    expect(formatComparisonMarkdown(comparison)).toContain(
      '- Nothing varies from seed to seed: every difference is exact, and there is nothing to test.\n',
    );
  });

  test('that are the same on every seed have no test, though the cells vary', () => {
    const result = resultOf(
      cell('a', { energyJ: [1, 5], migrations: [4, 4], overloadTimeRatio: [0.1, 0.2] }),
      cell('b', { energyJ: [3, 7], migrations: [4, 4], overloadTimeRatio: [0.3, 0.5] }),
      cell('c', { energyJ: [1, 6], migrations: [4, 6], overloadTimeRatio: [0.2, 0.5] }),
    );
    const comparison = compareResults(result, { metrics: ['energyJ', 'migrations', 'overloadTimeRatio'] });
    expect(comparison.cells[0]?.metrics.energyJ).toMatchObject({
      difference: 2,
      ...noTest,
      untested: 'same-difference',
    });
    // what varies is tested: the overload of both, energy and migrations of c
    expect(comparison.correction.comparisons).toBe(4);
    const text = formatComparisonMarkdown(comparison);
    expect(text).toContain('- No test of migrations (b): neither the cell nor the reference varies from seed to seed,');
    expect(text).toContain('- No test of energy (b): the difference is the same on every seed.\n');
    expect(text).toContain('| energy, kWh | b | 0.000001 | 0.000001 | +0.000001 | - |');
  });

  test('over a negative reference have the sign of the difference', () => {
    const result = resultOf(cell('a', { cost: [-10, -30] }), cell('b', { cost: [-5, -15] }));
    expect(compareResults(result, { metrics: ['cost'] }).cells[0]?.metrics.cost?.relative).toBe(10 / 20);
  });

  test('over a reference of 0 have no relative size', () => {
    const result = resultOf(cell('a', { migrations: [0, 0] }), cell('b', { migrations: [3, 4] }));
    const { cells } = compareResults(result, { metrics: ['migrations'] });
    expect(cells[0]?.metrics.migrations).toMatchObject({ difference: 3.5, relative: null });
  });

  const values = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true })),
    {
      minLength: 2,
      maxLength: 12,
    },
  );

  test('against the other one are the negative', () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const result = resultOf(
          cell('a', { energyJ: pairs.map(([a]) => a) }),
          cell('b', { energyJ: pairs.map(([, b]) => b) }),
        );
        const there = compareResults(result, energy).cells[0]?.metrics.energyJ;
        const back = compareResults(result, { ...energy, reference: 'b' }).cells[0]?.metrics.energyJ;
        const minus = (value = Number.NaN) => (value === 0 ? 0 : -value);
        expect(back?.difference).toBeCloseTo(minus(there?.difference), 12);
        expect(back?.p).toBe(there?.p);
        expect(back?.ci95?.map((bound) => bound + 0)).toEqual([minus(there?.ci95?.[1]), minus(there?.ci95?.[0])]);
        expect([back?.reference, back?.mean]).toEqual([there?.mean, there?.reference]);
      }),
    );
  });
});

describe('seeds', () => {
  test('that only one of the cells has do not count', () => {
    const reference = cell('a', { energyJ: [10, 20, 30] }, { seeds: [4, 1, 7] });
    const other = cell('b', { energyJ: [100, 31, 13] }, { seeds: [9, 7, 4] });
    const comparison = compareResults(resultOf(reference, other), energy);
    expect(comparison.cells[0]).toMatchObject({ seeds: [4, 7], seedsLeftOut: 2 });
    expect(comparison.cells[0]?.metrics.energyJ).toMatchObject({ reference: 20, mean: 22, difference: 2 });
    expect(formatComparisonMarkdown(comparison)).toContain(
      '- b shares 2 seeds with the reference; 2 that only one of them has are left out.',
    );
  });

  test('one is too few for an interval, none for anything', () => {
    const reference = cell('a', { energyJ: [10, 20] });
    const one = cell('b', { energyJ: [30] }, { seeds: [1] });
    const none = cell('c', { energyJ: [30] }, { seeds: [2] });
    const comparison = compareResults(resultOf(reference, one, none), energy);
    const nothing = { ci95: null, p: null, pHolm: null, significant: null, untested: 'too-few-seeds' };
    expect(comparison.cells[0]?.metrics.energyJ).toEqual({
      unit: 'J',
      reference: 20,
      mean: 30,
      difference: 10,
      relative: 0.5,
      ...nothing,
    });
    expect(comparison.cells[1]?.metrics).toEqual({});
    expect(comparison.correction.comparisons).toBe(0);
    const text = formatComparisonMarkdown(comparison);
    expect(text).toContain('- b shares one seed with the reference: no interval and no test with fewer than two;');
    expect(text).toContain('- c shares no seed with the reference: no comparison;');
  });
});

describe('what is possible', () => {
  // a baseline of 100 J; saved: pre-copy 20, post-copy 30, ideal 40
  const saves = (joules: number) => ({ baselineEnergyJ: [100, 100], energyJ: [99 - joules, 101 - joules] });
  const kind = (name: string) => ({ axes: { mechanism: { kind: name } } });
  const cells = [
    cell('pre-copy', saves(20), kind('pre-copy')),
    cell('post-copy', saves(30), kind('post-copy')),
    cell('ideal', saves(40), kind('ideal')),
  ];

  test('is what the ideal saves, and a gap is closed from the reference to it', () => {
    expect(compareResults(resultOf(...cells)).possible).toEqual([
      { cell: 'pre-copy', ideal: 'ideal', savedJ: 20, possibleJ: 40, ofPossible: 20 / 40, ofGap: null },
      {
        cell: 'post-copy',
        ideal: 'ideal',
        savedJ: 30,
        possibleJ: 40,
        ofPossible: 30 / 40,
        ofGap: (30 - 20) / (40 - 20),
      },
    ]);
  });

  test('is not known where the ideal saves nothing, and no gap is closed where there is none', () => {
    const wasting = [
      cell('a', saves(-5), kind('a')),
      cell('b', saves(-3), kind('b')),
      cell('ideal', saves(-5), kind('ideal')),
    ];
    expect(compareResults(resultOf(...wasting)).possible).toMatchObject([
      { cell: 'a', ofPossible: null, ofGap: null },
      { cell: 'b', ofPossible: null, ofGap: null },
    ]);
  });

  test('belongs to the cell that is the same but for the mechanism', () => {
    const at = (mechanism: unknown, count: number) => ({ axes: { mechanism, 'vms.count': count } });
    const sweep = [
      cell('pre 1', saves(10), at('pre-copy', 1)),
      cell('ideal 1', saves(20), at('ideal', 1)),
      cell('pre 2', saves(30), at('pre-copy', 2)),
      cell('ideal 2', saves(90), at('ideal', 2)),
      cell('pre 3', saves(30), at('pre-copy', 3)),
    ];
    expect(compareResults(resultOf(...sweep)).possible).toMatchObject([
      { cell: 'pre 1', ideal: 'ideal 1', ofPossible: 0.5 },
      // the reference has other VMs: what it saves is no measure here
      { cell: 'pre 2', ideal: 'ideal 2', ofPossible: 1 / 3, ofGap: null },
    ]);
  });

  test('is found by mechanism.kind, whatever else of the mechanism is swept', () => {
    const at = (name: string, rounds: number) => ({ axes: { 'mechanism.kind': name, 'mechanism.maxRounds': rounds } });
    const sweep = [cell('pre', saves(10), at('pre-copy', 3)), cell('free', saves(20), at('ideal', 5))];
    expect(compareResults(resultOf(...sweep)).possible).toMatchObject([
      { cell: 'pre', ideal: 'free', ofPossible: 0.5 },
    ]);
  });
});

describe('choices', () => {
  const result = resultOf(cell('policy=none', { energyJ: [1, 2] }), cell('policy=ffd(period=300 s)', { cost: [1, 2] }));

  test('the reference by its id, or by a part that is its own', () => {
    expect(compareResults(result, { reference: 'ffd' }).reference).toBe('policy=ffd(period=300 s)');
    expect(compareResults(result, { reference: 'policy=none' }).reference).toBe('policy=none');
  });

  test('metrics: the usual, those that are named in their own order, or all that every cell has', () => {
    expect(compareResults(result).metrics).toEqual([
      'savedEnergyRatio',
      'energyOverhead',
      'migrations',
      'downtimeMeanS',
      'overloadTimeRatio',
    ]);
    expect(compareResults(result, { metrics: ['downtimeMeanS', 'energyJ'] }).metrics).toEqual([
      'energyJ',
      'downtimeMeanS',
    ]);
    expect(compareResults(result, { metrics: ['all'] }).metrics).toHaveLength(11);
    const facility = resultOf(cell('a', { cost: [1, 2] }), cell('b', { cost: [1, 2] }));
    expect(compareResults(facility).metrics).toContain('cost');
  });

  test.each([
    [{ reference: 'policy' }, /2 cells contain 'policy'; name one: policy=none; /],
    [{ reference: 'policy=non' }, undefined],
    [{ reference: 'policy=nune' }, /no cell 'policy=nune'; did you mean 'policy=none'\?/],
    [{ metrics: ['energyj'] }, /no metric 'energyj'; did you mean 'energyJ'\?/],
    [{ metrics: ['cost'] }, /no metric 'cost'/],
  ])('%j', (options, message) => {
    if (!message) return expect(compareResults(result, options).reference).toBe('policy=none');
    expect(() => compareResults(result, options)).toThrow(InputError);
    expect(() => compareResults(result, options)).toThrow(message);
  });

  test('one cell is too few', () => {
    expect(() => compareResults(resultOf(cell('-', { energyJ: [1] })))).toThrow(/only one cell/);
  });
});

test("a kind's own figures are compared by name, in the unit and with the title that the result has", () => {
  const own = (values: readonly number[]) => ({ unit: 'J', title: 'image energy', mean: 0, ci95: null, values });
  const at = (id: string, values: readonly number[]) => {
    const plain = cell(id, { energyJ: [1, 2] });
    return { ...plain, metrics: { ...plain.metrics, imagesJ: own(values) } };
  };
  const result = resultOf(at('a', [3.6e6, 7.2e6]), at('b', [7.2e6, 14.4e6]));
  const comparison = compareResults(result, { metrics: ['imagesJ'] });
  expect(comparison.cells[0]?.metrics.imagesJ).toMatchObject({ unit: 'J', title: 'image energy', difference: 5.4e6 });
  expect(formatComparisonMarkdown(comparison)).toContain('| image energy, kWh | b | 1.500 | 3.000 | +1.500 ± ');
  expect(compareResults(result, { metrics: ['all'] }).metrics.at(-1)).toBe('imagesJ');
  expect(() => compareResults(result, { metrics: ['imagesj'] })).toThrow(/did you mean 'imagesJ'/);
  // another unit, another thing: amounts in two currencies have no difference
  const euros = { ...cell('b', { cost: [1, 2] }), id: 'eur' };
  const inEuros = { ...euros, metrics: { ...euros.metrics, cost: { ...euros.metrics.cost, unit: 'EUR' } } };
  const mixed = resultOf(cell('a', { cost: [1, 2] }), inEuros as typeof euros);
  expect(compareResults(mixed).metrics).not.toContain('cost');
});

test('Markdown and JSON', () => {
  // 3.6 MJ are 1 kWh; differences of -0.4 and -0.6 kWh: t = 5, p as of Cauchy's distribution
  const at = (id: string, ...kWh: readonly number[]) => cell(id, { energyJ: kWh.map((one) => one * 3.6e6) });
  const comparison = compareResults(resultOf(at('a|b', 2, 2), at('c', 1.6, 1.4)), energy);
  expect(formatComparisonMarkdown(comparison)).toBe(`Against a\\|b, seed by seed on 2 seeds:

| metric | cell | reference | cell mean | difference | p (Holm) |
| --- | --- | ---: | ---: | ---: | ---: |
| energy, kWh | c | 2.000 | 1.500 | -0.5000 ± 1.2706 | ${(1 - (2 / Math.PI) * Math.atan(5)).toFixed(4)} |

- One comparison; differences with 95 % intervals; significant (\\*) means p (Holm) of at most 0.05: p of the paired t-test, corrected for one.
`);
  expect(JSON.parse(formatComparison(comparison))).toEqual(JSON.parse(JSON.stringify(comparison)));
});

test('what is significant is in bold', () => {
  const result = resultOf(cell('a', { energyJ: [1, 2, 3] }), cell('b', { energyJ: [7.2e6, 7.3e6, 7.25e6] }));
  expect(formatComparisonMarkdown(compareResults(result, energy))).toMatch(/\| \*\*\+2\.014 ± [\d.]+\*\* \|.* \\\* \|/);
});

describe('what any policy could save', () => {
  // a baseline of 100 J, of which 60 J do all the work
  const uses = (energyJ: number, unserved: number, boundJ = 60) => ({
    baselineEnergyJ: [99, 101],
    energyJ: [energyJ - 1, energyJ + 1],
    boundAskedJ: [boundJ, boundJ],
    unservedRatio: [unserved, unserved],
  });

  test('is told beside the work that is left undone', () => {
    const cells = [cell('none', uses(100, 0)), cell('fair', uses(70, 0)), cell('rash', uses(50, 0.2))];
    const comparison = compareResults(resultOf(...cells));
    expect(comparison.ofBound).toEqual([
      { cell: 'none', savedJ: 0, possibleJ: 40, ofPossible: 0, unservedRatio: 0 },
      { cell: 'fair', savedJ: 30, possibleJ: 40, ofPossible: 30 / 40, unservedRatio: 0 },
      { cell: 'rash', savedJ: 50, possibleJ: 40, ofPossible: 50 / 40, unservedRatio: 0.2 },
    ]);
    const text = formatComparisonMarkdown(comparison);
    expect(text).toContain('- fair saves 75.0 % of what a policy could that does all work; it leaves no work undone.');
    expect(text).toContain(
      '- rash saves 125.0 % of what a policy could that does all work; it leaves 20.0 % of the work undone.',
    );
    expect(text).not.toContain('none saves');
  });

  test('may be nothing, and is not known of results that are older', () => {
    const cells = [cell('full', uses(100, 0, 110)), cell('old', { energyJ: [1, 2] })];
    const comparison = compareResults(resultOf(...cells));
    expect(comparison.ofBound).toMatchObject([{ cell: 'full', ofPossible: null }]);
    expect(formatComparisonMarkdown(comparison)).toContain('- full: no policy could save energy and do all work.');
  });
});
