import { EXIT } from './exit.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** From now on, Ctrl-C aborts the signal, and a second one ends the process at once. Before, Ctrl-C ends the process as
   * it does any other: at once, whatever it is busy with, for there is nothing to keep. */
  catch(): void;
  ignore(): void;
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  let caught = false;
  return {
    signal: controller.signal,
    catch: () => {
      if (!caught) for (const name of SIGNALS) process.on(name, stop);
      caught = true;
    },
    ignore: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
