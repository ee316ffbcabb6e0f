import type { InputStamp } from '../base/input/input-stamp.ts';
import type { Baseline, RecordedRun } from './baseline.ts';
import { formatTolerances } from './tolerances.ts';

/** So many to a line, which keeps lines within 120 characters. */
const CHECKPOINTS_PER_LINE = 14;

/** A baseline as the file that is written: JSON, sorted, one metric per line, so that version control shows what moved. */
export function formatBaseline({
  version,
  experiment,
  wattshift,
  simgrid,
  configuration,
  inputs,
  tolerances,
  runs,
}: Baseline): string {
  const cells = new Map<string, Record<string, object>>();
  for (const run of runs) cells.set(run.cell, { ...cells.get(run.cell), [run.seed]: formatRun(run) });
  const file = {
    version,
    experiment,
    wattshift,
    simgrid,
    configuration,
    inputs: inputs && formatInputs(inputs),
    tolerances: sorted(formatTolerances(tolerances)),
    cells: sorted(Object.fromEntries(cells)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** By role and name. */
function formatInputs(inputs: readonly InputStamp[]): object {
  const roles = new Map<string, Record<string, string>>();
  for (const { role, name, sha256 } of inputs) roles.set(role, { ...roles.get(role), [name]: sha256 });
  return sorted(Object.fromEntries([...roles].map(([role, files]) => [role, sorted(files)])));
}

function formatRun({ metrics, events, digests }: RecordedRun): object {
  const lines = Array.from({ length: Math.ceil(digests.length / CHECKPOINTS_PER_LINE) }, (_, line) =>
    digests.slice(line * CHECKPOINTS_PER_LINE, (line + 1) * CHECKPOINTS_PER_LINE).join(' '),
  );
  return { metrics: sorted(metrics), events, checkpoints: lines };
}

/** By code units: the same everywhere. Seeds come in the order of numbers, as JavaScript keeps them. */
function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
