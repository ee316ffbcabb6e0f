/** Side tables and curves that several items share: what the document leaves open, tried out. */

import type { CellResult } from 'wattshift';
import { percent } from '../estimate.ts';
import type { Plot, SideTable } from '../finding.ts';
import { METRIC_COLUMNS, metricCells } from '../format.ts';
import { type Level, type Line, lines } from '../plots.ts';
import type { Study } from '../study.ts';

interface Start {
  readonly kind?: string;
  readonly first?: string;
}

/** The cell's state at t = 0, in words. */
export function startOf({ axes }: CellResult): string {
  const workload = axes.workload as Start | string;
  const first = typeof workload === 'string' ? undefined : workload.first;
  return first === undefined ? 'a random point of a phase' : `the beginning of a ${first} phase`;
}

const durationOf = ({ axes }: CellResult): string => String(axes.duration);

export function startTable(study: Study): SideTable {
  return {
    title: 'The state at t = 0 and the length of a run',
    text: 'Neither is given. A random point of a phase for every VM is the state in the long run; where all VMs begin a phase together, they change together for hours.',
    columns: ['at t = 0, every VM is at', 'simulated time', ...METRIC_COLUMNS],
    rows: study.result.cells.map((cell) => [startOf(cell), durationOf(cell), ...metricCells(cell)]),
  };
}

export function startPlot(
  name: string,
  study: Study,
  printed: { readonly slept?: Level; readonly saved?: Level; readonly overhead?: Level },
): Plot {
  const panels = [
    ['saved energy, %', 'savedEnergyRatio'],
    ['energy overhead, %', 'energyOverhead'],
    ['slept time, %', 'sleptTimeRatio'],
  ] as const;
  const rows = panels.flatMap(([panel, metric]) =>
    study.result.cells.map(
      (cell): Line => ({
        panel,
        series: startOf(cell),
        x: Number.parseFloat(durationOf(cell)),
        ours: percent(cell.metrics[metric].values),
      }),
    ),
  );
  const levels = Object.values(printed);
  return lines(name, 'The three metrics over the length of the run, by the state at t = 0; dashed: printed', rows, {
    x: 'simulated time, h',
    scale: 'log',
    printed: levels,
  });
}

export const level = (panel: string, low: number, high = low): Level => ({ panel, low, high });

interface Network {
  readonly 'network/model': string;
}

export function networkTable(study: Study): SideTable {
  return {
    title: 'The network',
    text: "LV08 with cross traffic is SimGrid's default; CM02 without it is volume over bandwidth. A cap of 1 Gbps makes every migration as slow as on a tenth of the network.",
    columns: ['network model', 'cap on a migration', 'migration time, s', ...METRIC_COLUMNS],
    rows: study.result.cells.map((cell) => [
      (cell.axes.simgrid as Network)['network/model'],
      String(cell.axes['mechanism.bandwidth']),
      cell.metrics.migrationTimeMeanS.mean.toFixed(1),
      ...metricCells(cell),
    ]),
  };
}
