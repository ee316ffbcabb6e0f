import cliProgress from 'cli-progress';
import type { Progress } from '../jobs/outcome.ts';

/** What is over sooner needs no bar. */
const PATIENCE_MS = 2000;

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  clear(): void;
}

/** A bar with the time left, on a terminal only, after two seconds. */
export function progressLine(stream: NodeJS.WriteStream | undefined): ProgressLine {
  if (!stream?.isTTY) return { show: () => undefined, clear: () => undefined };
  const bar = new cliProgress.SingleBar(
    { stream, format: '{bar} {value}/{total} runs, {eta_formatted} left', clearOnComplete: true, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let latest: Progress | undefined;
  const timer = setTimeout(() => {
    if (latest) bar.start(latest.total, latest.done);
  }, PATIENCE_MS);
  return {
    show: (progress) => {
      latest = progress;
      if (bar.isActive) bar.update(progress.done);
    },
    clear: () => {
      clearTimeout(timer);
      bar.stop();
    },
  };
}
