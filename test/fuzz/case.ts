/** What is tried: a folder of files and a command line, so that each case can be repeated by hand. */

export const CASE_CLASSES = [
  'experiment',
  'platform',
  'profile',
  'trace',
  'plugin',
  'baseline',
  'result',
  'command',
] as const;
export type CaseClass = (typeof CASE_CLASSES)[number];

export interface FuzzCase {
  readonly class: CaseClass;
  /** By path, relative to the folder that the command is called in. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Of the command `wattshift`. */
  readonly args: readonly string[];
}

/** How a case ended. */
export type Verdict =
  /** As the exit code says: fine, `check` found a difference, bad input, or the simulation failed; and all else held. */
  | { readonly kind: 'ok' | 'different' | 'refused' | 'failed' }
  /** A simulation that takes its time is no fault. */
  | { readonly kind: 'long' }
  | Finding;

export interface Finding {
  readonly kind: 'finding';
  /** The same for all cases of one fault. */
  readonly what: string;
  readonly detail: string;
}

export const finding = (what: string, detail = ''): Finding => ({ kind: 'finding', what, detail });
