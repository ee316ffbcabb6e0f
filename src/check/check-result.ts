import { InputError } from '../base/problem.ts';
import type { Result } from '../results/result.ts';
import type { Baseline, RecordedRun } from './baseline.ts';
import { findParting } from './checkpoints.ts';
import { inputChanges } from './input-changes.ts';
import { provenanceOf, type RunReader, runsOf } from './record.ts';
import type { CheckReport, MovedMetric, Origin, RunName } from './report.ts';
import { formatTolerance, within } from './tolerance.ts';
import { mergeTolerances, type Tolerances, toleranceOf } from './tolerances.ts';

/** How strict `checkResult` is, and where it finds the events of runs. */
export interface CheckOptions {
  /** Over and above those of the baseline. */
  readonly tolerances?: Tolerances | undefined;
  /** Finds the events of a run, to say where it went another way; without them only metrics are compared. */
  readonly read?: RunReader | undefined;
}

/** Holds a result against recorded figures. Metrics decide; events say where a difference began, and are only read of
 * runs in which a metric moved. Throws InputError if the baseline is of another experiment. */
export async function checkResult(
  result: Result,
  baseline: Baseline,
  options: CheckOptions = {},
): Promise<CheckReport> {
  requireSameExperiment(result, baseline);
  const tolerances = mergeTolerances(baseline.tolerances, options.tolerances ?? {});
  const recorded = new Map(baseline.runs.map((run) => [keyOf(run), run]));
  const runs = runsOf(result);
  const measured = new Set(runs.map(keyOf));
  const pairs = runs.flatMap((run) => {
    const before = recorded.get(keyOf(run));
    return before ? [{ run, before }] : [];
  });
  const moved = pairs.flatMap(({ run, before }) => movedMetrics(before, run.metrics, tolerances));
  const missing = baseline.runs.filter((run) => !measured.has(keyOf(run))).map(nameOf);
  const added = runs.filter((run) => !recorded.has(keyOf(run))).map(nameOf);
  const notRecorded = pairs.flatMap(({ run, before }) =>
    Object.keys(run.metrics).filter((name) => before.metrics[name] === undefined),
  );
  const concerned = new Set(moved.map(keyOf));
  const origins: Origin[] = [];
  for (const { before } of pairs) {
    if (concerned.has(keyOf(before))) origins.push(await originOf(before, options.read));
  }
  const { wattshift, simgrid, configuration, inputs } = baseline;
  return {
    version: 1,
    experiment: result.experiment,
    same: moved.length + missing.length + added.length === 0,
    runs: pairs.length,
    metrics: pairs.reduce((sum, { before }) => sum + Object.keys(before.metrics).length, 0),
    recorded: { wattshift, simgrid, configuration, inputs },
    measured: provenanceOf(result),
    inputChanges: inputChanges(inputs, result.inputs),
    moved,
    missing,
    added,
    notRecorded: [...new Set(notRecorded)],
    origins,
  };
}

const keyOf = ({ cell, seed }: RunName) => `${seed} ${cell}`;
const nameOf = ({ cell, seed }: RunName): RunName => ({ cell, seed });

function requireSameExperiment(result: Result, baseline: Baseline): void {
  if (result.experiment === baseline.experiment) return;
  const what = `the baseline is of the experiment '${baseline.experiment}', this is '${result.experiment}'`;
  throw new InputError([{ file: result.experiment, line: 0, column: 0, what, hint: 'name a baseline of its own' }]);
}

/** Metrics that the baseline does not know have nothing to move from. */
function movedMetrics(
  { cell, seed, metrics }: RecordedRun,
  now: Readonly<Record<string, number>>,
  tolerances: Tolerances,
): readonly MovedMetric[] {
  return Object.entries(metrics).flatMap(([metric, recorded]): MovedMetric[] => {
    const measured = now[metric];
    const tolerance = toleranceOf(tolerances, metric);
    if (measured !== undefined && within(tolerance, recorded, measured)) return [];
    const difference = measured === undefined ? null : measured - recorded;
    const relative = difference === null || recorded === 0 ? null : difference / Math.abs(recorded);
    const text = formatTolerance(tolerance);
    return [{ cell, seed, metric, recorded, measured: measured ?? null, difference, relative, tolerance: text }];
  });
}

async function originOf(run: RecordedRun, read: RunReader | undefined): Promise<Origin> {
  const { cell, seed } = run;
  const events = await read?.(cell, seed).catch(() => undefined);
  return { cell, seed, parting: events && (findParting(run, events) ?? null) };
}
