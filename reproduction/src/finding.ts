/** What this tool has to say to a claim. */
import type { Estimate } from './estimate.ts';

/** A statement in words, judged by runs. */
export interface Judgement {
  readonly kind: 'judgement';
  /** Undefined: the runs do not decide it. */
  readonly holds: boolean | undefined;
  /** The figures that it was judged by. */
  readonly evidence: string;
}

/** Nothing: and why. */
export interface Beyond {
  readonly kind: 'beyond';
  readonly reason: string;
}

export type Ours = Estimate | Judgement | Beyond;

export interface Finding {
  readonly ours: Ours;
  /** Why it differs, or what to keep in mind. */
  readonly reason?: string;
}

export const judged = (holds: boolean | undefined, evidence: string): Judgement => ({
  kind: 'judgement',
  holds,
  evidence,
});

/** Figures that explain a difference. */
export interface SideTable {
  readonly title: string;
  /** What it shows, in a sentence or two. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Plot {
  /** Name of its file, without the ending. */
  readonly name: string;
  readonly title: string;
  /** A Vega-Lite view without schema and title. */
  readonly view: Readonly<Record<string, unknown>>;
}
