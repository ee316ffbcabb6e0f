/** The outcome of a reproduction as plain data: what commands print and documents are made of. */
import type { Claim } from './claim.ts';
import type { Finding, Plot, SideTable } from './finding.ts';
import type { Verdict } from './verdict.ts';

export interface Report {
  readonly wattshift: string;
  readonly simgrid: string;
  /** SimGrid's configuration in the experiments that do not vary it. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Seeds of each experiment in which chance plays a part. */
  readonly seeds: number;
  readonly runs: number;
  readonly items: readonly ItemReport[];
}

export interface ItemReport {
  readonly name: string;
  readonly title: string;
  readonly where: string;
  readonly text: string;
  readonly experiments: readonly string[];
  readonly rows: readonly Row[];
  readonly tables: readonly SideTable[];
  readonly plots: readonly Plot[];
}

export interface Row extends Claim, Finding {
  readonly key: string;
  readonly verdict: Verdict;
  /** Ours minus printed, in the claim's unit. */
  readonly difference: number | undefined;
}
