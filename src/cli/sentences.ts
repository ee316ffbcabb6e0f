import { commonSeeds, differenceOf, valuesOf } from '../compare/paired-cells.ts';
import { LEVEL, type PairedDifference, pairedDifference } from '../compare/paired-difference.ts';
import { type Ranked, type Ranking, rankCells } from '../compare/ranking.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { CURRENCY } from '../metrics/metrics.ts';
import { energy, fixed, percent, period, threeDigits } from '../numbers.ts';
import type { CellResult, Result } from '../results/result.ts';
import { mean } from '../results/statistics.ts';
import type { Scenario } from '../scenario.ts';
import { formatQuantity } from '../units.ts';

type ScenarioOf = (cell: CellResult) => Scenario | undefined;

/** The result in words: of the one cell, or of the best and the last of a sweep. A cell is called the best only where it
 * is ahead of every other one beyond chance. */
export function sentences(experiment: Experiment, result: Result): readonly string[] {
  const scenarioOf: ScenarioOf = ({ id }) => experiment.cells.find((cell) => cell.id === id)?.scenario;
  const ranking = rankCells(result.cells, 'savedEnergyRatio');
  if (!ranking) return [];
  const { first, others } = ranking;
  const scenario = scenarioOf(first);
  const does = verdict(first, scenario ? period(scenario.durationS) : '');
  const gains = scenario ? facilitySentence(first, scenario.durationS) : [];
  if (others.length === 0) return [`${scenario?.policy.kind ?? first.id} ${does}`, ...gains];
  return [...comparison(ranking, does, scenarioOf), ...gains, ...lastSentence(others)];
}

// ---------------------------------------------------------------------------------------------------- who is ahead

function comparison({ first, others }: Ranking, does: string, scenarioOf: ScenarioOf): readonly string[] {
  const few = `Of ${others.length + 1} cells,`;
  const [second] = others;
  if (!second || others.every(({ lead }) => isNothing(lead)))
    return [`${few} none saves more than another: each ${does}`];
  const none = saved(first) < 0 || printsAsZero(first);
  const level = others.filter(({ behind, lead }) => !behind || isSlight(lead));
  if (level.length === 0) {
    const best = none ? `none saves energy; ${first.id} comes closest` : `${first.id} is the best`;
    return [`${few} ${best}: it ${does}`, leadSentence(first, second, scenarioOf)];
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

/** How far the best is ahead of the second, and what it takes in exchange. */
function leadSentence(best: CellResult, { cell: second, lead }: Ranked, scenarioOf: ScenarioOf): string {
  const interval = lead.kind === 'tested' ? ` ± ${fixed(50 * (lead.ci95[1] - lead.ci95[0]), 2)}` : '';
  const ahead = `It is ${fixed(100 * lead.difference, 2)}${interval} points ahead of ${second.id}`;
  const prices = [downtimePrice(best, second, scenarioOf), overloadPrice(best, second)].filter((price) => price);
  return prices.length > 0 ? `${ahead}, but ${prices.join(', and ')}.` : `${ahead}.`;
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
function lastSentence(others: readonly Ranked[]): readonly string[] {
  const last = others.at(-1);
  if (!last || isSlight(last.lead) || !(last.behind || isTooFew(last.lead))) return [];
  const { cell } = last;
  if (printsAsZero(cell)) return [`Last comes ${cell.id}: it saves nothing.`];
  const change = saved(cell) < 0 ? `takes ${percent(-saved(cell))} more than without` : `saves ${percent(saved(cell))}`;
  return [`Last comes ${cell.id}: it ${change}.`];
}

// ---------------------------------------------------------------------------------------------------- one cell

const saved = (cell: CellResult) => cell.metrics.savedEnergyRatio.mean;

/** What prints as 0.0 % is neither saved nor taken. */
const printsAsZero = (cell: CellResult) => percent(Math.abs(saved(cell))) === percent(0);

/** `saves 23.4 % of the energy (21.9 kWh of 93.4 kWh a day); 3.1 % of what is left goes into 12,345 migrations.` */
function verdict(cell: CellResult, when: string): string {
  const { metrics } = cell;
  const [baseline, used] = [metrics.baselineEnergyJ.mean, metrics.energyJ.mean];
  const ratio = saved(cell);
  const change = printsAsZero(cell)
    ? `neither saves nor takes energy (${energy(used)} ${when})`
    : ratio > 0
      ? `saves ${percent(ratio)} of the energy (${energy(baseline - used)} of ${energy(baseline)} ${when})`
      : `takes ${percent(-ratio)} more energy than leaving every host on (${energy(used)} instead of ${energy(baseline)} ${when})`;
  const migrations = metrics.migrations.mean;
  if (migrations === 0) return `${change}, without any migration.`;
  const moved = `${fixed(migrations, migrations < 10 && !Number.isInteger(migrations) ? 1 : 0)} migration${migrations === 1 ? '' : 's'}`;
  const rest = ratio > 0 && !printsAsZero(cell) ? 'what is left' : 'it';
  return `${change}; ${percent(metrics.energyOverhead.mean)} of ${rest} goes into ${moved}.`;
}

// ---------------------------------------------------------------------------------------------------- the building

const DAY_S = 86_400;
const DAYS_A_YEAR = 365;

/** `At this rate it saves 12.3 EUR a day, 4,490 EUR a year, and emits 1,230 kg of CO2 less a year.` */
function facilitySentence({ metrics }: CellResult, durationS: number): readonly string[] {
  const { savedCost, baselineCost, savedCarbonKg, baselineCarbonKg } = metrics;
  const perDay = (value: number) => (value * DAY_S) / durationS;
  const parts: string[] = [];
  if (savedCost && isSomething(savedCost.mean, baselineCost?.mean)) {
    const [saves, more] = savedCost.mean > 0 ? ['saves', ''] : ['costs', ' more'];
    const [unit, named] =
      savedCost.unit === CURRENCY ? ['', ' (in the currency of the price)'] : [` ${savedCost.unit}`, ''];
    const amount = (days: number) => `${threeDigits(days * perDay(Math.abs(savedCost.mean)))}${unit}${more}`;
    parts.push(`${saves} ${amount(1)} a day, ${amount(DAYS_A_YEAR)} a year${named}`);
  }
  if (savedCarbonKg && isSomething(savedCarbonKg.mean, baselineCarbonKg?.mean)) {
    const kg = DAYS_A_YEAR * perDay(Math.abs(savedCarbonKg.mean));
    parts.push(`emits ${threeDigits(kg)} kg of CO2 ${savedCarbonKg.mean > 0 ? 'less' : 'more'} a year`);
  }
  return parts.length > 0 ? [`At this rate it ${parts.join(', and ')}.`] : [];
}

/** More than what rounding leaves. */
const isSomething = (part: number, whole = 0) => Math.abs(part) > 1e-9 * Math.abs(whole);
