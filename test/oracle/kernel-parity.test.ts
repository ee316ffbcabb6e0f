/** Native SimGrid and the kernel, side by side: energies of hosts and links, work done, ends of flows, to 1e-9. */
import { beforeAll, describe, expect, it } from 'vitest';
import { KERNEL_CASES } from './kernel-cases.ts';
import { runOnKernel } from './kernel-replay.ts';
import { buildReplay, runNative } from './replay.ts';

const RELATIVE = 1e-9;

beforeAll(buildReplay, 120_000);

describe('parity of the kernel with native SimGrid', () => {
  it.each(KERNEL_CASES)('$name', async ({ case: c }) => {
    const native = runNative(c);
    const ours = await runOnKernel(c);
    expectAllClose(ours.energyJ, native.energyJ);
    const links = [...ours.linkEnergyJ].filter(([name]) => name !== '__loopback__');
    expectAllClose(new Map(links), native.linkEnergyJ);
    expectAllClose(numbered(ours.tasksDoneFlop), numbered(native.tasksDoneFlop));
    expectAllClose(numbered(ours.flowEndsS), numbered(native.flowEndsS));
    const kinds = new Set(c.events?.map(({ kind }) => kind));
    expect(native.linkEnergyJ.size).toBe(c.linkEnergy ? 3 : 0);
    expect(native.tasksDoneFlop.length > 0).toBe(kinds.has('task'));
    expect(native.flowEndsS.length > 0).toBe(kinds.has('flow'));
  });
});

const numbered = (numbers: readonly number[]) => new Map(numbers.map((number, i) => [String(i), number]));

function expectAllClose(ours: ReadonlyMap<string, number>, native: ReadonlyMap<string, number>): void {
  expect([...ours.keys()]).toEqual([...native.keys()]);
  for (const [name, expected] of native) {
    const actual = ours.get(name) as number;
    const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
    expect(error <= RELATIVE, `${name}: ${actual}, native ${expected}, relative error ${error}`).toBe(true);
  }
}
