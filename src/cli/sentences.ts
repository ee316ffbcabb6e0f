import type { Experiment } from '../experiment/experiment.ts';
import { energy, fixed, percent, period } from '../numbers.ts';
import type { CellResult, Result } from '../results/result.ts';

/** The result in words: of the one cell, or of the best and the worst of a sweep. */
export function sentences(experiment: Experiment, result: Result): readonly string[] {
  const ranked = [...result.cells].sort((a, b) => saved(b) - saved(a));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst) return [];
  const scenario = experiment.cells.find(({ id }) => id === best.id)?.scenario;
  const when = scenario ? period(scenario.durationS) : '';
  if (best === worst) return [`${scenario?.policy.kind ?? best.id} ${verdict(best, when)}`];
  const few = `Of ${ranked.length} cells,`;
  if (saved(best) < 0) return [`${few} none saves energy; ${best.id} comes closest: it ${verdict(best, when)}`];
  if (saved(best) === saved(worst)) return [`${few} none saves more than another: each ${verdict(best, when)}`];
  const least =
    saved(worst) < 0 ? `takes ${percent(-saved(worst))} more than without` : `saves least: ${percent(saved(worst))}`;
  return [`${few} ${best.id} is the best: it ${verdict(best, when)}`, `${worst.id} ${least}.`];
}

const saved = (cell: CellResult) => cell.metrics.savedEnergyRatio.mean;

/** `saves 23.4 % of the energy (21.9 kWh of 93.4 kWh a day); 3.1 % of what is left goes into 12,345 migrations.` */
function verdict({ metrics }: CellResult, when: string): string {
  const [baseline, used] = [metrics.baselineEnergyJ.mean, metrics.energyJ.mean];
  const ratio = metrics.savedEnergyRatio.mean;
  const change =
    ratio >= 0
      ? `saves ${percent(ratio)} of the energy (${energy(baseline - used)} of ${energy(baseline)} ${when})`
      : `takes ${percent(-ratio)} more energy than leaving every host on (${energy(used)} instead of ${energy(baseline)} ${when})`;
  const migrations = metrics.migrations.mean;
  if (migrations === 0) return `${change}, without any migration.`;
  const moved = `${fixed(migrations, migrations < 10 && !Number.isInteger(migrations) ? 1 : 0)} migration${migrations === 1 ? '' : 's'}`;
  return `${change}; ${percent(metrics.energyOverhead.mean)} of ${ratio >= 0 ? 'what is left' : 'it'} goes into ${moved}.`;
}
