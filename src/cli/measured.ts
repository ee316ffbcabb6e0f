import type { Measurement } from '../sweep/measure.ts';
import type { Progress } from '../sweep/outcome.ts';
import { EXIT } from './exit.ts';
import { exitCodeOfFailures, printFailures } from './failures.ts';
import { onInterrupt } from './interrupt.ts';

/** What goes to and from the one who waits. */
export interface Watching {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly onWarning: (warning: string) => void;
}

/** Does something that may run an experiment, with a progress bar, until it is done or interrupted. */
export async function withProgress<T>(work: (options: Watching) => Promise<T>, quiet = false): Promise<T> {
  const { progressLine } = await import('./progress.ts');
  const progress = progressLine(quiet ? undefined : process.stderr);
  const interrupt = onInterrupt();
  const onProgress = (latest: Progress) => {
    // runs begin, which are kept when they end
    interrupt.catch();
    progress.show(latest);
  };
  return work({ signal: interrupt.signal, onProgress, onWarning: progress.warn }).finally(() => {
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
