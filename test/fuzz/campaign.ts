import type { CaseClass, Finding, FuzzCase, Verdict } from './case.ts';
import { Child } from './children.ts';
import { makeCase } from './generate/index.ts';
import type { Produced } from './generate/produced.ts';

export interface Campaign {
  readonly seed: number;
  /** Numbers of the cases. */
  readonly indices: readonly number[];
  readonly only?: CaseClass | undefined;
  /** Processes at a time; the verdicts do not depend on it. */
  readonly children: number;
  readonly produced: Produced;
  readonly onVerdict?: (tried: Tried) => void;
}

export interface Tried {
  readonly index: number;
  readonly fuzzCase: FuzzCase;
  readonly verdict: Verdict;
}

/** Tries every case; in their order. */
export async function runCampaign(campaign: Campaign): Promise<readonly Tried[]> {
  const { seed, indices, only, children, produced, onVerdict } = campaign;
  const tried: Tried[] = [];
  const queue = indices.values();
  const work = async () => {
    const child = new Child();
    try {
      for (const index of queue) {
        const fuzzCase = makeCase(seed, index, produced, only);
        const one = { index, fuzzCase, verdict: await child.try(fuzzCase) };
        tried.push(one);
        onVerdict?.(one);
      }
    } finally {
      child.stop();
    }
  };
  await Promise.all(Array.from({ length: children }, work));
  return tried.sort((a, b) => a.index - b.index);
}

type Outcome = Verdict['kind'];
export const OUTCOMES: readonly Outcome[] = ['ok', 'different', 'refused', 'failed', 'long', 'finding'];

/** How many cases of each class ended how. */
export function countByClass(tried: readonly Tried[]): ReadonlyMap<CaseClass, Readonly<Record<Outcome, number>>> {
  const counts = new Map<CaseClass, Record<Outcome, number>>();
  for (const { fuzzCase, verdict } of tried) {
    const row = counts.get(fuzzCase.class) ?? { ok: 0, different: 0, refused: 0, failed: 0, long: 0, finding: 0 };
    row[verdict.kind]++;
    counts.set(fuzzCase.class, row);
  }
  return counts;
}

export interface FoundCase extends Tried {
  readonly verdict: Finding;
}

export const found = (tried: readonly Tried[]): readonly FoundCase[] =>
  tried.filter((one): one is FoundCase => one.verdict.kind === 'finding');
