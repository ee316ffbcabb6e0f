import { createHash } from 'node:crypto';
import type { CellResult, Result } from '../results/result.ts';
import type { Baseline, Provenance, RecordedRun } from './baseline.ts';
import { checkpointsOf } from './checkpoints.ts';
import type { EventSource } from './events.ts';
import type { Tolerances } from './tolerances.ts';

/** Finds the events of a run. */
export type RunReader = (cell: string, seed: number) => Promise<EventSource>;

/** The figures of a result, with checkpoints of every run. */
export async function recordBaseline(result: Result, tolerances: Tolerances, read: RunReader): Promise<Baseline> {
  const runs: RecordedRun[] = [];
  // one by one: a run may have millions of events
  for (const { cell, seed, metrics } of runsOf(result)) {
    runs.push({ cell, seed, metrics, ...checkpointsOf(await read(cell, seed)) });
  }
  return { version: 1, experiment: result.experiment, ...provenanceOf(result), tolerances, runs };
}

export function provenanceOf({ wattshift, simgrid, configuration, inputs }: Result): Provenance {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(configuration).sort()));
  return { wattshift, simgrid, configuration: hash.digest('hex').slice(0, 16), inputs };
}

/** Cell by cell and seed by seed. */
export function runsOf({ cells }: Result): readonly Pick<RecordedRun, 'cell' | 'seed' | 'metrics'>[] {
  return cells.flatMap((cell) => cell.seeds.map((seed, i) => ({ cell: cell.id, seed, metrics: metricsOf(cell, i) })));
}

function metricsOf({ metrics }: CellResult, index: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(metrics).map((name) => [name, metrics[name]?.values[index] as number]));
}
