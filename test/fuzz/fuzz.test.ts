/** Hostile input: 2,000 cases, the same ones every time, and all that ever did harm. */
import { afterAll, describe, expect, test } from 'vitest';
import { found, runCampaign } from './campaign.ts';
import { Child } from './children.ts';
import { readCorpus } from './corpus.ts';
import { produce } from './generate/produced.ts';

const CASES = 2000;
const MINUTES = 60_000;

test(`${CASES} cases end as they should, or in one clear message`, { timeout: 5 * MINUTES }, async () => {
  const indices = Array.from({ length: CASES }, (_, i) => i);
  const tried = await runCampaign({ seed: 1, indices, children: 2, produced: await produce() });
  expect(tried.length).toBe(CASES);
  expect(found(tried).map(({ index, verdict, fuzzCase }) => ({ index, class: fuzzCase.class, ...verdict }))).toEqual(
    [],
  );
  // cases that are all refused, or all taken, would say little
  const ended = (kind: string) => tried.filter(({ verdict }) => verdict.kind === kind).length;
  expect(ended('ok')).toBeGreaterThan(CASES / 10);
  expect(ended('refused')).toBeGreaterThan(CASES / 10);
});

describe('what was found once', () => {
  const child = new Child();
  afterAll(() => child.stop());
  const KIND = { 0: 'ok', 1: 'different', 2: 'refused', 3: 'failed' } as const;
  test.each(readCorpus())('$name: $found', { timeout: MINUTES }, async ({ fuzzCase, exit }) => {
    expect(await child.try(fuzzCase)).toEqual({ kind: KIND[exit] });
  });
});
