import cliProgress from 'cli-progress';
import { formatQuantity } from '../base/units.ts';
import type { Progress } from '../sweep/outcome.ts';

/** What is over sooner needs no bar. */
const PATIENCE_MS = 2000;

export interface ProgressLine {
  show(progress: Progress): void;
  /** A line that stays. */
  warn(warning: string): void;
  clear(): void;
}

/** A bar with the rate and the time left, on a terminal only, after two seconds. */
export function progressLine(stream: NodeJS.WriteStream | undefined): ProgressLine {
  const write = (warning: string) => stream?.write(`warning: ${warning}\n`);
  if (!stream?.isTTY) return { show: () => undefined, warn: write, clear: () => undefined };
  const bar = new cliProgress.SingleBar(
    { stream, format: '{bar} {text}', barsize: 20, clearOnComplete: true, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let first: Progress | undefined;
  let latest: Progress | undefined;
  const startMs = performance.now();
  const text = () => (first && latest ? describeProgress(first, latest, (performance.now() - startMs) / 1000) : '');
  const timer = setTimeout(() => {
    if (latest) bar.start(latest.total, position(latest), { text: text() });
  }, PATIENCE_MS);
  return {
    show: (progress) => {
      first ??= progress;
      latest = progress;
      if (bar.isActive) bar.update(position(latest), { text: text() });
    },
    warn: (warning) => {
      // over the bar, which is drawn anew below
      if (bar.isActive) stream.write('\r\u001b[K');
      write(warning);
    },
    clear: () => {
      clearTimeout(timer);
      bar.stop();
    },
  };
}

/** In runs. */
const position = ({ done, underWay }: Progress) => done + underWay;

/** `2/6 runs, 1.5 h per second, 12 s left`, by what became of `first` in so many seconds. */
export function describeProgress(first: Progress, latest: Progress, elapsedS: number): string {
  const runs = `${latest.done}/${latest.total} runs`;
  const gone = position(latest) - position(first);
  if (gone <= 0 || elapsedS <= 0) return runs;
  const rate = formatQuantity((latest.simulatedS - first.simulatedS) / elapsedS, 's', 2);
  const leftS = (elapsedS * (latest.total - position(latest))) / gone;
  return `${runs}, ${rate} simulated per second, ${formatQuantity(Math.ceil(leftS), 's', 2)} left`;
}
