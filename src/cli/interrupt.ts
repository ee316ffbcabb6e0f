import { EXIT } from './exit.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A signal that aborts on Ctrl-C. A second Ctrl-C ends the process at once. */
export function onInterrupt(): { readonly signal: AbortSignal; ignore(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    ignore: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
