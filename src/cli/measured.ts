import type { Measurement, MeasureOptions } from '../measure.ts';
import { EXIT } from './exit.ts';
import { exitCodeOfFailures, printFailures, printWarning } from './failures.ts';
import { onInterrupt } from './interrupt.ts';

/** Does something that may run an experiment, with a progress bar, until it is done or interrupted. */
export async function withProgress<T>(
  work: (options: Required<Pick<MeasureOptions, 'signal' | 'onProgress' | 'onWarning'>>) => Promise<T>,
): Promise<T> {
  const { progressLine } = await import('./progress.ts');
  const progress = progressLine(process.stderr);
  const interrupt = onInterrupt();
  return work({ signal: interrupt.signal, onProgress: progress.show, onWarning: printWarning }).finally(() => {
    progress.clear();
    interrupt.ignore();
  });
}

/** Says why runs are missing. */
export function reportIncomplete(measurement: Measurement, { debug }: { readonly debug: boolean }): number {
  const { failures, interrupted, completed, total, out } = measurement;
  printFailures(failures, { debug });
  if (!interrupted) return exitCodeOfFailures(failures);
  process.stderr.write(
    `interrupted: ${completed} of ${total} runs are finished and kept in ${out}; the same command goes on from there\n`,
  );
  return EXIT.interrupted;
}
