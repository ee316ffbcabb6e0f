/** What `run` prints when it is done. */
import { join, sep } from 'node:path';
import { printable } from '../base/printable.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { TableFormat } from '../report/table/format-names.ts';
import type { ExperimentOutcome } from '../sweep/outcome.ts';

/** The bytes of result.json; nothing for a part of a result, which a reader might take for the whole. */
export async function printJson({ result, completed, total }: ExperimentOutcome): Promise<void> {
  const { formatResult } = await import('../results/aggregate.ts');
  if (completed === total) process.stdout.write(formatResult(result));
}

/** The table alone, for a paper or a spreadsheet; nothing for a part of a result. */
export async function printTableAs(
  format: TableFormat,
  { result, completed, total }: ExperimentOutcome,
  options: { readonly wide?: boolean | undefined },
): Promise<void> {
  const [{ formatTable }, { resultTable }] = await Promise.all([
    import('../report/table/format.ts'),
    import('../report/table/result-table.ts'),
  ]);
  if (completed === total) process.stdout.write(formatTable(resultTable(result), format, options));
}

interface ReportOptions {
  readonly out: string;
  readonly verbose?: boolean | undefined;
  readonly wide?: boolean | undefined;
}

export async function printReport(
  experiment: Experiment,
  outcome: ExperimentOutcome,
  { out, verbose, wide }: ReportOptions,
): Promise<void> {
  const { result, completed, total, resumed, memoryBytes } = outcome;
  if (result.cells.length > 0) {
    const [{ showTable }, { resultTable }, { remarks }, { sentences }] = await Promise.all([
      import('./screen.ts'),
      import('../report/table/result-table.ts'),
      import('./remarks.ts'),
      import('./sentences.ts'),
    ]);
    const table = showTable(resultTable(result), process.stdout, { wide, header: 'bold' });
    const text = [table, '', ...[...sentences(experiment, result), ...remarks(result)].map(printable), ''];
    process.stdout.write(`${text.join('\n')}\n`);
  }
  if (completed < total) return;
  const earlier = resumed > 0 ? `, ${resumed} of them from an earlier call` : '';
  process.stdout.write(`${total} run${total === 1 ? '' : 's'}${earlier}; results in ${join(out, sep)}\n`);
  const { formatQuantity } = await import('../base/units.ts');
  if (verbose)
    process.stdout.write(`The simulation took up to ${formatQuantity(memoryBytes, 'B', 3)} of memory per run.\n`);
}
