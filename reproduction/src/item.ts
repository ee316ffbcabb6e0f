/** An item is one printed result: what the document prints of it, which experiments say the same, and how. One file
 * each, listed in items/index.ts. */
import type { Claim } from './claim.ts';
import type { Finding, Plot, SideTable } from './finding.ts';
import type { Study } from './study.ts';

/** `K` names the claims, `E` the experiment files: paths below examples/, without the ending. */
export interface Item<K extends string = string, E extends string = string> {
  readonly name: string;
  readonly title: string;
  /** Sections, tables and figures of the document. */
  readonly where: string;
  /** What is simulated, and what the document leaves open about it. */
  readonly text: string;
  readonly experiments: readonly E[];
  readonly printed: Readonly<Record<K, Claim>>;
  measure(studies: Readonly<Record<E, Study>>): Promise<Measured<K>> | Measured<K>;
}

export interface Measured<K extends string = string> {
  readonly findings: Readonly<Record<K, Finding>>;
  readonly tables?: readonly SideTable[];
  readonly plots?: readonly Plot[];
}

/** Checks that every claim has a finding, and forgets what they are called. */
export function item<K extends string, E extends string>(definition: Item<K, E>): Item {
  return definition as unknown as Item;
}
