/** A day of 32 hosts and 128 VMs, against native SimGrid. Whole processes: ours reads the experiment, simulates, decides
 * and writes the results; the native one reads the same loads and moves, simulates, and prints two numbers. */
import { arrived } from '../src/metrics/migration-record.ts';
import { runScenario } from '../src/run.ts';
import { REPLAY, writeCase } from '../test/oracle/replay.ts';
import { toScenario } from '../test/oracle/scenario.ts';
import { runDay } from './command.ts';
import { dayAsCase } from './day.ts';
import type { Figure, Measurement } from './measurement.ts';
import { loadScenario } from './scenarios.ts';
import { inTurns, median, timed, withFolder } from './timing.ts';

const PAIRS = 5;

export const daySpeed: Measurement = {
  name: 'day',
  title: 'A day of 32 hosts and 128 VMs, FFD, pre-copy',
  measure: async (tell) => {
    const day = await dayAsCase(await loadScenario('day.yaml'), 0);
    return withFolder(async (folder) => {
      const file = writeCase(day, folder);
      const native = () => timed(REPLAY, ['-q', file]);
      runDay(1, 1); // files of both sides are read once before anything counts
      const { migrations, energyJ } = readQuiet(native().output);
      const pairs = inTurns(
        PAIRS,
        (pair) => {
          tell(`pair ${pair + 1} of ${PAIRS}`);
          return native();
        },
        () => runDay(1, 1),
      );
      const same = await runScenario(toScenario(day), 0);
      const sameEnergyJ = same.account.hosts.reduce((sum, host) => sum + host.totalJ, 0);
      const figures: Figure[] = [
        { name: 'native SimGrid', value: median(pairs.map(([theirs]) => theirs.seconds)), unit: 's' },
        { name: 'wattshift run', value: median(pairs.map(([, ours]) => ours.seconds)), unit: 's' },
        {
          name: 'faster by',
          value: median(pairs.map(([theirs, ours]) => theirs.seconds / ours.seconds)),
          unit: 'times',
          required: { atLeast: 3 },
        },
        { name: 'migrations, native', value: migrations, unit: '' },
        {
          name: 'migrations that wattshift run has more or less',
          value: Math.abs((pairs[0]?.[1].run.metrics.migrations ?? 0) - migrations),
          unit: '',
          required: { atMost: 0 },
        },
        {
          name: 'the same with the native dirtying rule',
          value: Math.abs(same.migrations.filter(arrived).length - migrations),
          unit: '',
          required: { atMost: 0 },
        },
        {
          name: 'relative difference of the energy, with that rule',
          value: Math.abs(sameEnergyJ / energyJ - 1),
          unit: '',
          required: { atMost: 1e-9 },
        },
      ];
      return figures;
    });
  },
};

/** What `replay -q` prints. */
function readQuiet(output: string): { readonly migrations: number; readonly energyJ: number } {
  const found = /^migrations (\d+)\ntotal (\S+)$/m.exec(output);
  if (!found) throw new Error(`not what replay -q prints: ${output}`);
  return { migrations: Number(found[1]), energyJ: Number(found[2]) };
}
