/** Saved energy as equation 5.3 reads where more is asked of a host than it has: P = 185 + 50 l/c with l beyond c. Then
 * consolidation changes nothing in what the load itself costs, and
 *
 *   saved = (165 W * seconds asleep - migration energy) / energy without consolidation
 *
 * 165 W = 185 W - 20 W. Source: Akiyama 2014, equation 5.3 and section 5.5.1. */
import type { CellResult } from 'wattshift';

const SLEEP_SAVES_W = 185 - 20;

/** Mean power of a host without consolidation: the mean load of the bursty workloads is 0.55 of four cores. */
const MEAN_HOST_W = 185 + 50 * 0.55;

/** Seed by seed, for hosts that all belong to the rack and bursty loads of one vCPU per core. */
export function uncapped({ metrics }: CellResult): readonly number[] {
  return metrics.sleptTimeRatio.values.map((slept, seed) => {
    const migration =
      (metrics.migrationEnergyJ.values[seed] as number) / (metrics.baselineEnergyJ.values[seed] as number);
    return (slept * SLEEP_SAVES_W) / MEAN_HOST_W - migration;
  });
}
