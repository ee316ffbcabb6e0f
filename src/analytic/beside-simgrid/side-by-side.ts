/** A formula and a simulation of the same VM, beside each other: two hosts, one link, nobody else on it. */

import { SimulationError } from '../../base/problem.ts';
import { sentBytes } from '../../results/metrics/migration-record.ts';
import { runScenario } from '../../simulation/run.ts';
import {
  type HotInput,
  hot1,
  hot1Case,
  hot2,
  hot2Case,
  type PreCopyCase,
  type UniformInput,
  uniform,
  uniformCase,
} from '../index.ts';
import { type Assumption, assumptions } from './assumptions.ts';
import { twoHosts, type World } from './two-hosts.ts';

export type ModelCase =
  | { readonly model: 'uniform'; readonly input: UniformInput }
  | { readonly model: 'hot1' | 'hot2'; readonly input: HotInput };

export interface Row {
  readonly figure: 'total time' | 'downtime' | 'pages';
  readonly unit: string;
  readonly formula: number;
  readonly simulated: number;
  /** (simulated - formula) / formula. */
  readonly difference: number;
}

export interface SideBySide {
  readonly rows: readonly Row[];
  /** What the formula takes for granted, and whether it holds for this VM in this world. */
  readonly assumptions: readonly Assumption[];
}

/** Simulates what the formula describes. Pages are counted as the formula's own rounds send them (T_total / tau): its
 * printed count takes alpha * Ps pages for the last round, the most that there may be. Throws ModelDomainError outside
 * of the formula's domain. */
export async function sideBySide(c: ModelCase, world: World = {}): Promise<SideBySide> {
  const { input } = c;
  const formula = c.model === 'uniform' ? uniform(c.input) : c.model === 'hot1' ? hot1(c.input) : hot2(c.input);
  const pageS = input.pageBytes / input.bandwidthBytesPerS;
  const { migrations } = await runScenario(twoHosts(caseOf(c), writesOf(c), c.model === 'hot2', input.alpha, world), 0);
  const [m] = migrations;
  if (m?.outcome !== 'converged') throw new SimulationError('the simulated migration did not come to its end');
  const row = (figure: Row['figure'], unit: string, expected: number, simulated: number): Row => ({
    figure,
    unit,
    formula: expected,
    simulated,
    difference: (simulated - expected) / expected,
  });
  return {
    rows: [
      row('total time', 's', formula.totalS, m.endS - m.startS),
      row('downtime', 's', formula.downtimeS, m.downtimeS),
      row('pages', '', formula.totalS / pageS, sentBytes(m) / input.pageBytes),
    ],
    assumptions: assumptions(caseOf(c), writesOf(c), formula.lastRound, world),
  };
}

/** Writes of a VM, pages/s, and the share of its pages that is hot. */
export interface Writes {
  readonly coldPagesPerS: number;
  readonly hotPagesPerS: number;
  readonly hotPageRatio: number;
}

function caseOf(c: ModelCase): PreCopyCase {
  if (c.model === 'uniform') return uniformCase(c.input);
  return c.model === 'hot1' ? hot1Case(c.input) : hot2Case(c.input);
}

function writesOf(c: ModelCase): Writes {
  if (c.model === 'uniform') return { coldPagesPerS: c.input.dirtyPagesPerS, hotPagesPerS: 0, hotPageRatio: 0 };
  const { coldDirtyPagesPerS, hotDirtyPagesPerS, hotPageRatio } = c.input;
  // Hot I weighs the rates by the share of the pages, Hot II takes that of the cold pages as it is
  const coldPagesPerS = c.model === 'hot1' ? coldDirtyPagesPerS * (1 - hotPageRatio) : coldDirtyPagesPerS;
  return { coldPagesPerS, hotPagesPerS: hotDirtyPagesPerS * hotPageRatio, hotPageRatio };
}
