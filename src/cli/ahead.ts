/** Who is ahead in a sweep, in words, and what it takes in exchange. */

import { fixed, percent, period } from '../base/numbers.ts';
import { formatQuantity } from '../base/units.ts';
import { commonSeeds, differenceOf, valuesOf } from '../compare/paired-cells.ts';
import { LEVEL, type PairedDifference, pairedDifference } from '../compare/paired-difference.ts';
import type { Ranked, Ranking } from '../compare/ranking.ts';
import type { CellResult } from '../results/result.ts';
import { mean } from '../results/statistics.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { printsAsZero, saved } from './verdict.ts';

type ScenarioOf = (cell: CellResult) => Scenario | undefined;

/** The cell at the top as the best, or with all those that cannot be told from it. `does` is its verdict. */
export function aheadSentences({ first, others }: Ranking, does: string, scenarioOf: ScenarioOf): readonly string[] {
  const few = `Of ${others.length + 1} cells,`;
  const [second] = others;
  if (!second || others.every(({ lead }) => isNothing(lead)))
    return [`${few} none saves more than another: each ${does}`];
  const none = saved(first) < 0 || printsAsZero(first);
  const level = others.filter(({ behind, lead }) => !behind || isSlight(lead));
  if (level.length === 0) {
    const prices = pricesOf(first, second.cell, scenarioOf);
    const top = prices ? 'saves the most' : 'is the best';
    const best = none ? `none saves energy; ${first.id} comes closest` : `${first.id} ${top}`;
    return [`${few} ${best}: it ${does}`, `${leadOver(second)}${prices && `, but ${prices}`}.`];
  }
  if (others.every(({ lead }) => isTooFew(lead))) {
    const most = none ? `none saves energy with this seed; ${first.id} comes closest` : `${first.id} saves the most`;
    return [`${few} ${most}: it ${does}`, 'One seed cannot tell that from chance: run more, as with --seeds 5.'];
  }
  const names = [first, ...level.map(({ cell }) => cell)].map((cell) => `${cell.id} (${percent(saved(cell))})`);
  const more = names.length - MOST_NAMED;
  const list = more > 1 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names;
  const group = `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  const apart = level.every(({ lead }) => isNothing(lead))
    ? 'save the same'
    : level.every(({ behind, lead }) => isNothing(lead) || (behind && isSlight(lead)))
      ? 'save the same to within 0.1 points'
      : `are not separable with ${first.seeds.length} seeds`;
  return [`${few} none is the best: ${group} ${apart}.`, `${first.id} ${does}`];
}

/** More names at the top only hide each other. */
const MOST_NAMED = 4;

const isTooFew = (lead: PairedDifference) => lead.kind === 'untested' && lead.why === 'too-few-seeds';
/** Not even the first digit that is printed shows it. */
const isSlight = (lead: PairedDifference) => percent(Math.abs(lead.difference)) === percent(0);
const isNothing = (lead: PairedDifference) => lead.kind === 'untested' && lead.difference === 0;

function leadOver({ cell, lead }: Ranked): string {
  const interval = lead.kind === 'tested' ? ` ± ${fixed(50 * (lead.ci95[1] - lead.ci95[0]), 2)}` : '';
  return `It is ${fixed(100 * lead.difference, 2)}${interval} points ahead of ${cell.id}`;
}

/** What the first takes for its lead over the second: whoever pays in this coin saves the most, but is not the best. */
function pricesOf(first: CellResult, second: CellResult, scenarioOf: ScenarioOf): string {
  return [downtimePrice(first, second, scenarioOf), overloadPrice(first, second)].filter(Boolean).join(', and ');
}

/** Downtime matters from this part of the time on: 8.6 s a day. */
const MATERIAL_DOWNTIME = 1e-4;
/** Overload, as a part of the time awake. */
const MATERIAL_OVERLOAD = 0.005;

function downtimePrice(best: CellResult, second: CellResult, scenarioOf: ScenarioOf): string {
  const seeds = commonSeeds([best, second]);
  const perVm = (cell: CellResult) => {
    const vms = scenarioOf(cell)?.vms.reduce((sum, { count }) => sum + count, 0) ?? Number.NaN;
    const migrations = valuesOf(cell, 'migrations', seeds);
    return valuesOf(cell, 'downtimeMeanS', seeds).map((downS, i) => (downS * (migrations[i] as number)) / vms);
  };
  const [own, other] = [perVm(best), perVm(second)];
  const durationS = scenarioOf(best)?.durationS ?? Number.POSITIVE_INFINITY;
  if (!isClearlyMore(pairedDifference(own, other), MATERIAL_DOWNTIME * durationS)) return '';
  const shown = (values: readonly number[]) => formatQuantity(mean(values), 's', 3);
  return `each of its VMs stood still for ${shown(own)} ${period(durationS)} (there: ${shown(other)})`;
}

function overloadPrice(best: CellResult, second: CellResult): string {
  const difference = differenceOf(best, second, 'overloadTimeRatio', commonSeeds([best, second]));
  if (!isClearlyMore(difference, MATERIAL_OVERLOAD)) return '';
  const shown = ({ metrics }: CellResult) => percent(metrics.overloadTimeRatio.mean);
  return `its hosts were overloaded for ${shown(best)} of their time awake (there: ${shown(second)})`;
}

const isClearlyMore = (by: PairedDifference, material: number) =>
  by.difference >= material && (by.kind === 'untested' || by.p <= LEVEL);

/** The last one is named where it is not among those at the top. */
export function lastSentence(others: readonly Ranked[]): readonly string[] {
  const last = others.at(-1);
  if (!last || isSlight(last.lead) || !(last.behind || isTooFew(last.lead))) return [];
  const { cell } = last;
  if (printsAsZero(cell)) return [`Last comes ${cell.id}: it saves nothing.`];
  const change = saved(cell) < 0 ? `takes ${percent(-saved(cell))} more than without` : `saves ${percent(saved(cell))}`;
  return [`Last comes ${cell.id}: it ${change}.`];
}
