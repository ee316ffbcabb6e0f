/** Native SimGrid and the wasm simulation, side by side: every migration and every host's energy to 1e-9. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import { CASES } from './cases.ts';
import { buildReplay, runNative } from './replay.ts';
import { toScenario } from './scenario.ts';

const RELATIVE = 1e-9;

function expectClose(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
  expect(
    actual === expected || error <= RELATIVE,
    `${what}: ${actual}, native ${expected}, relative error ${error}`,
  ).toBe(true);
}

beforeAll(buildReplay, 120_000);

describe('parity with native SimGrid', () => {
  it('covers at least 30 cases', () => expect(CASES.length).toBeGreaterThanOrEqual(30));

  it.each(CASES)('$name', async ({ case: c }) => {
    const native = runNative(c);
    const ours = await runScenario(toScenario(c), 0);
    const moved = [...ours.migrations].filter((m) => m.outcome === 'converged');
    expect(moved.length).toBe(native.migrations.length);
    expect(moved.length).toBeGreaterThan(0);
    for (const [index, m] of moved.entries()) {
      const n = native.migrations[index] as (typeof native.migrations)[number];
      const what = `migration ${index} of ${m.vm}`;
      expect([m.vm, m.from, m.to, m.rounds]).toEqual([n.vm, n.from, n.to, n.rounds]);
      expectClose(m.endS - m.startS, n.endS - n.startS, `${what}, duration`);
      expectClose(m.endS, n.endS, `${what}, end`);
      expectClose(m.stage1Bytes, n.stage1Bytes, `${what}, stage 1`);
      // whole bytes: a rounding at the last digit may turn one over, in each round
      expect(Math.abs(m.stage2Bytes - n.stage2Bytes), `${what}, stage 2`).toBeLessThanOrEqual(m.rounds);
      expect(Math.abs(m.stage3Bytes - n.stage3Bytes), `${what}, stage 3`).toBeLessThanOrEqual(1);
    }
    for (const host of ours.account.hosts)
      expectClose(host.totalJ, native.energyJ.get(host.host) as number, `energy of ${host.host}`);
  });
});
