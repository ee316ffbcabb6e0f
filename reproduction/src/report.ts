/** The outcome of a reproduction as plain data: what commands print and documents are made of. */
import type { Claim } from './claim.ts';
import type { Finding, Plot, SideTable } from './finding.ts';
import type { Verdict } from './verdict.ts';

/** A reproduction: what is printed beside what comes out here. */
export interface Report {
  /** Version of this package. */
  readonly wattshift: string;
  /** Version of SimGrid. */
  readonly simgrid: string;
  /** SimGrid's configuration in the experiments that do not vary it. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Seeds of each experiment in which chance plays a part. */
  readonly seeds: number;
  /** How many runs stand behind it. */
  readonly runs: number;
  /** In the order in which they were asked for. */
  readonly items: readonly ItemReport[];
}

/** One experiment of the source: its claims, and what supports or contradicts them. */
export interface ItemReport {
  /** For the command. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Where it stands in the source. */
  readonly where: string;
  /** What was done, as Markdown. */
  readonly text: string;
  /** The experiment files, by their paths in a clone. */
  readonly experiments: readonly string[];
  /** A claim each. */
  readonly rows: readonly Row[];
  /** Further figures. */
  readonly tables: readonly SideTable[];
  /** Pictures. */
  readonly plots: readonly Plot[];
}

/** A printed claim beside ours. */
export interface Row extends Claim, Finding {
  /** Names the claim. */
  readonly key: string;
  /** How the two stand to each other. */
  readonly verdict: Verdict;
  /** Ours minus printed, in the claim's unit. */
  readonly difference: number | undefined;
}
