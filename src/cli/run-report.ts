/** What `run` prints when it is done. */
import { join, sep } from 'node:path';
import type { Experiment } from '../experiment/experiment.ts';
import type { ExperimentOutcome } from '../jobs/outcome.ts';

/** The bytes of result.json; nothing for a part of a result, which a reader might take for the whole. */
export async function printJson({ result, completed, total }: ExperimentOutcome): Promise<void> {
  const { formatResult } = await import('../results/aggregate.ts');
  if (completed === total) process.stdout.write(formatResult(result));
}

export async function printTable(
  experiment: Experiment,
  outcome: ExperimentOutcome,
  out: string,
  verbose: boolean,
): Promise<void> {
  const { result, completed, total, resumed, memoryBytes } = outcome;
  if (result.cells.length > 0) {
    const [{ resultTable }, { remarks }, { sentences }] = await Promise.all([
      import('./result-table.ts'),
      import('./remarks.ts'),
      import('./sentences.ts'),
    ]);
    const text = [resultTable(result), '', ...sentences(experiment, result), ...remarks(result), ''];
    process.stdout.write(`${text.join('\n')}\n`);
  }
  if (completed < total) return;
  const earlier = resumed > 0 ? `, ${resumed} of them from an earlier call` : '';
  process.stdout.write(`${total} run${total === 1 ? '' : 's'}${earlier}; results in ${join(out, sep)}\n`);
  const { formatQuantity } = await import('../units.ts');
  if (verbose)
    process.stdout.write(`The simulation took up to ${formatQuantity(memoryBytes, 'B', 3)} of memory per run.\n`);
}
