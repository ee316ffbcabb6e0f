/** What one change of load costs, with 200 VMs on 50 hosts and with 40,000 on 10,000: in a whole simulation, and in
 * SimGrid alone. Each at its own in a fresh process; the time to load and to start is left out. */
import type { Measurement } from './measurement.ts';
import { inProcess, inTurns, median } from './timing.ts';

const PAIRS = 3;
const SMALL = 50;
const LARGE = 10_000;

export interface ChangeCost {
  readonly microseconds: number;
  readonly memoryBytes: number;
  readonly peakRssBytes: number;
}

export const loadChange: Measurement = {
  name: 'load-change',
  title: 'One change of load, 200 VMs on 50 hosts and 40,000 on 10,000',
  measure: (tell) => {
    const compare = (process: string) =>
      inTurns(
        PAIRS,
        (pair) => {
          tell(`${process}, pair ${pair + 1} of ${PAIRS}`);
          return inProcess<ChangeCost>(process, SMALL);
        },
        () => inProcess<ChangeCost>(process, LARGE),
      );
    const whole = compare('change-loads');
    const kernel = compare('change-demands');
    const large = whole.map(([, cost]) => cost);
    return [
      { name: 'simulation, 200 VMs', value: median(whole.map(([small]) => small.microseconds)), unit: 'us' },
      {
        name: 'simulation, 40,000 VMs',
        value: median(large.map((cost) => cost.microseconds)),
        unit: 'us',
        required: { below: 10 },
      },
      { name: 'more by', value: median(whole.map(ratio)), unit: 'times', required: { atMost: 3 } },
      { name: 'SimGrid alone, 200 VMs', value: median(kernel.map(([small]) => small.microseconds)), unit: 'us' },
      { name: 'SimGrid alone, 40,000 VMs', value: median(kernel.map(([, cost]) => cost.microseconds)), unit: 'us' },
      { name: 'more by', value: median(kernel.map(ratio)), unit: 'times' },
      { name: 'memory of SimGrid, 40,000 VMs', value: median(large.map((cost) => cost.memoryBytes)) / 1e6, unit: 'MB' },
      { name: 'peak RSS, 40,000 VMs', value: median(large.map((cost) => cost.peakRssBytes)) / 1e6, unit: 'MB' },
    ];
  },
};

const ratio = ([small, large]: readonly [ChangeCost, ChangeCost]) => large.microseconds / small.microseconds;
