import { demandResult } from '../results/demand-result.ts';
import type { CellResult, MetricResult, Result } from '../results/result.ts';
import { mean } from '../results/statistics.ts';
import { chooseMetrics, chooseReference } from './choose.ts';
import type { ComparedCell, Comparison, MetricDifference } from './comparison.ts';
import { holm } from './holm.ts';
import { boundShares } from './of-bound.ts';
import { commonSeeds, differenceOf, valuesOf } from './paired-cells.ts';
import { LEVEL } from './paired-difference.ts';
import { possibleShares } from './possible.ts';

/** What `compareResults` compares with what. */
export interface CompareOptions {
  /** The id of a cell, or a part of it that no other cell's id has; the first cell by default. */
  readonly reference?: string | undefined;
  /** By name; `all` is every metric. */
  readonly metrics?: readonly string[] | undefined;
}

/** Every cell against a reference cell on the same seeds. Throws InputError where there is nothing to compare, or the
 * options name what is not there. */
export function compareResults(result: Result, options: CompareOptions = {}): Comparison {
  demandResult('compareResults', result);
  const reference = chooseReference(result, options.reference);
  const metrics = chooseMetrics(result, options.metrics);
  const others = result.cells.filter((cell) => cell !== reference);
  const cells = corrected(others.map((cell) => compareCell(cell, reference, metrics)));
  const { experiment, wattshift, simgrid } = result;
  const comparisons = testsOf(cells).length;
  return {
    version: 1,
    experiment,
    wattshift,
    simgrid,
    reference: reference.id,
    metrics,
    correction: { method: 'holm', comparisons, level: LEVEL },
    cells,
    possible: possibleShares(result.cells, reference),
    ofBound: boundShares(result.cells),
  };
}

function compareCell(cell: CellResult, reference: CellResult, metrics: readonly string[]): ComparedCell {
  const seeds = commonSeeds([reference, cell]);
  const differences = metrics.map((name) => [name, difference(cell, reference, name, seeds)] as const);
  return {
    id: cell.id,
    axes: cell.axes,
    seeds,
    seedsLeftOut: new Set([...reference.seeds, ...cell.seeds]).size - seeds.length,
    metrics: seeds.length === 0 ? {} : Object.fromEntries(differences),
  };
}

function difference(
  cell: CellResult,
  reference: CellResult,
  metric: string,
  seeds: readonly number[],
): MetricDifference {
  const paired = differenceOf(cell, reference, metric, seeds);
  const tested = paired.kind === 'tested' ? paired : undefined;
  const before = mean(valuesOf(reference, metric, seeds));
  const { unit, title } = cell.metrics[metric] as MetricResult;
  return {
    unit,
    title,
    reference: before,
    mean: mean(valuesOf(cell, metric, seeds)),
    difference: paired.difference,
    // a cost may be negative
    relative: before === 0 ? null : paired.difference / Math.abs(before),
    ci95: tested?.ci95 ?? null,
    p: tested?.p ?? null,
    pHolm: null,
    significant: null,
    untested: paired.kind === 'untested' ? paired.why : null,
  };
}

const testsOf = (cells: readonly ComparedCell[]) =>
  cells.flatMap(({ metrics }) => Object.values(metrics).flatMap(({ p }) => (p === null ? [] : [p])));

function corrected(cells: readonly ComparedCell[]): readonly ComparedCell[] {
  const adjusted = holm(testsOf(cells)).values();
  const correct = (one: MetricDifference): MetricDifference => {
    if (one.p === null) return one;
    const pHolm = adjusted.next().value as number;
    return { ...one, pHolm, significant: pHolm <= LEVEL };
  };
  return cells.map((cell) => ({
    ...cell,
    metrics: Object.fromEntries(Object.entries(cell.metrics).map(([name, one]) => [name, correct(one)])),
  }));
}
