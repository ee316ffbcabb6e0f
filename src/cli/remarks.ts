/** What the table of a result does not show, and its reader has to know. */

import { fixed } from '../base/numbers.ts';
import { isConstant } from '../compare/paired-difference.ts';
import { METRIC_NAMES, METRICS, type MetricInfo, type MetricName } from '../results/metrics/metrics.ts';
import type { CellResult, Result } from '../results/result.ts';

/** With more cells than these concerned, only the worst one is named. */
const MOST_NAMED = 3;

export function remarks({ cells }: Result): readonly string[] {
  const counts = METRIC_NAMES.flatMap((name) => {
    const { whenNotZero } = METRICS[name];
    return whenNotZero ? countRemark(cells, name, whenNotZero) : [];
  });
  return [...counts, ...sameRunsRemark(cells)];
}

/** `84,672 moves a run were refused in policy=ffd, 33 in policy=veto: the destination lacked the memory.` */
function countRemark(
  cells: readonly CellResult[],
  name: MetricName,
  { one, many, because }: NonNullable<MetricInfo['whenNotZero']>,
): readonly string[] {
  const concerned = cells
    .flatMap(({ id, seeds, metrics }) => ({ id, seeds, count: metrics[name]?.mean ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [worst] = concerned;
  if (!worst) return [];
  const what = perRun(worst.count === 1 ? one : many, worst.seeds.length);
  const where = (id: string) => (id === '-' ? '' : ` in ${id}`);
  if (concerned.length > MOST_NAMED) {
    const which = concerned.length === cells.length ? 'all' : `${concerned.length} of`;
    const place = `in ${which} ${cells.length} cells, most of them${where(worst.id)}`;
    return [`Up to ${printed(worst.count)} ${what} ${place}: ${because}.`];
  }
  const others = concerned.slice(1).map(({ id, count }) => `, ${printed(count)}${where(id)}`);
  return [`${printed(worst.count)} ${what}${where(worst.id)}${others.join('')}: ${because}.`];
}

/** `moves were refused` as `moves a run were refused` where there are several. */
const perRun = (what: string, runs: number) => (runs > 1 ? what.replace(' ', ' a run ') : what);

const printed = (count: number) => fixed(count, count < 10 && !Number.isInteger(count) ? 1 : 0);

/** More seeds of an experiment in which nothing is random are the same run again. */
function sameRunsRemark(cells: readonly CellResult[]): readonly string[] {
  const same = cells.filter(
    ({ seeds, metrics }) => seeds.length > 1 && Object.values(metrics).every((one) => isConstant(one?.values ?? [])),
  );
  const [first] = same;
  if (!first) return [];
  const which = same.length === cells.length ? '' : same.length === 1 ? ` of ${first.id}` : ` of ${same.length} cells`;
  return [
    `All ${first.seeds.length} seeds${which} gave the same run: nothing in it is random, and one seed says as much.`,
  ];
}
