/** One cell in words. */
import { energy, fixed, percent } from '../base/numbers.ts';
import type { CellResult } from '../results/result.ts';

export const saved = (cell: CellResult) => cell.metrics.savedEnergyRatio.mean;

/** What prints as 0.0 % is neither saved nor taken. */
export const printsAsZero = (cell: CellResult) => percent(Math.abs(saved(cell))) === percent(0);

/** `saves 23.4 % of the energy (21.9 kWh of 93.4 kWh a day); 3.1 % of what is left goes into 12,345 migrations.` */
export function verdict(cell: CellResult, when: string): string {
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
