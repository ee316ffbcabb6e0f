/** A day of 32 hosts and 128 VMs, against native SimGrid. Whole processes: ours reads the experiment, simulates, decides
 * and writes the results; the native one reads the same loads and moves, simulates, and prints two numbers. */
import { runScenario } from '../src/simulation/run.ts';
import { type Case, REPLAY, writeCase } from '../test/oracle/replay.ts';
import { toScenario } from '../test/oracle/scenario.ts';
import { runDay } from './command.ts';
import { dayAsCase } from './day.ts';
import type { Measurement } from './measurement.ts';
import { loadScenario } from './scenarios.ts';
import { inTurns, median, timed, withFolder } from './timing.ts';

const PAIRS = 5;

export const daySpeed: Measurement = {
  name: 'day',
  title: 'A day of 32 hosts and 128 VMs, FFD, pre-copy',
  measure: async (tell) => {
    const day = await dayAsCase(await loadScenario('day.yaml'), 0);
    const same = await runScenario(toScenario(day), 0);
    const sameEnergyJ = same.account.hosts.reduce((sum, host) => sum + host.totalJ, 0);
    const pairs = compare(day, tell);
    const [native, ours] = pairs[0] as (typeof pairs)[number];
    const { migrations, energyJ } = readQuiet(native.output);
    const differing = (other: number) => ({ value: Math.abs(other - migrations), unit: '', required: { atMost: 0 } });
    return [
      { name: 'native SimGrid', value: median(pairs.map(([theirs]) => theirs.seconds)), unit: 's' },
      { name: 'wattshift run', value: median(pairs.map(([, ours]) => ours.seconds)), unit: 's' },
      {
        name: 'faster by',
        value: median(pairs.map(([theirs, ours]) => theirs.seconds / ours.seconds)),
        unit: 'times',
        required: { atLeast: 3 },
      },
      { name: 'migrations, native', value: migrations, unit: '' },
      { name: 'difference of wattshift run', ...differing(ours.run.metrics.migrations) },
      { name: 'the same with native dirtying', ...differing(same.migrations.arrived().length) },
      {
        name: 'relative difference of energy with native dirtying',
        value: Math.abs(sameEnergyJ / energyJ - 1),
        unit: '',
        required: { atMost: 1e-9 },
      },
    ];
  },
};

function compare(day: Case, tell: (what: string) => void) {
  return withFolder((folder) => {
    const file = writeCase(day, folder);
    const native = () => timed(REPLAY, ['-q', file]);
    // the files of both sides are read once before anything counts
    native();
    runDay(1, 1);
    return inTurns(
      PAIRS,
      (pair) => {
        tell(`pair ${pair + 1} of ${PAIRS}`);
        return native();
      },
      () => runDay(1, 1),
    );
  });
}

/** What `replay -q` prints. */
function readQuiet(output: string): { readonly migrations: number; readonly energyJ: number } {
  const found = /^migrations (\d+)\ntotal (\S+)$/m.exec(output);
  if (!found) throw new Error(`not what replay -q prints: ${output}`);
  return { migrations: Number(found[1]), energyJ: Number(found[2]) };
}
