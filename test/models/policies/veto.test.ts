import { describe, expect, it } from 'vitest';
import type { HostView, VmView } from '../../../src/models/policies/contract.ts';
import { ffd as ffdKind } from '../../../src/models/policies/ffd.ts';
import { gainJ } from '../../../src/models/policies/veto/energy.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import { bursty, constant, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../../support/scenarios.ts';

const host = (index: number, awake: boolean, vms: number) =>
  ({ index, awake, committed: { vms, vcpus: vms }, power: { idleW: 185, offW: 20 } }) as unknown as HostView;
const vm = (on: HostView) => ({ host: on }) as unknown as VmView;
const move = (moved: VmView, to: HostView) => ({ do: 'migrate', vm: moved, to }) as const;
const costs = (seconds: number, energyJ: number) => () => ({ seconds, energyJ });

describe('the expected gain', () => {
  it('is what an emptied host saves by sleeping, less the migrations', () => {
    const [a, b] = [host(0, true, 2), host(1, true, 1)];
    const both = [vm(a), vm(a)].map((moved) => move(moved, b));
    expect(gainJ(both, 300, costs(40, 2000))).toBeCloseTo(165 * (300 - 40) - 2 * 2000, 9);
  });

  it('is a loss where the host is not emptied, or another one has to wake up', () => {
    const [a, b, c] = [host(0, true, 2), host(1, true, 1), host(2, false, 0)];
    expect(gainJ([move(vm(a), b)], 300, costs(40, 2000))).toBe(-2000);
    expect(gainJ([move(vm(b), c)], 300, costs(40, 2000))).toBe(165 * 260 - 165 * 300 - 2000);
  });
});

describe('FFD with a veto', () => {
  const parameters = (veto: 'none' | 'energy') => ({
    kind: ffdKind.name,
    parameters: { period: 300, offset: 150, veto },
  });
  const rack = (veto: 'none' | 'energy') =>
    scenario({
      xml: star(8, { mbps: 10_000, latency: '50us' }),
      vms: [{ count: 32, vcpus: 1, memoryBytes: 4e9 }],
      durationS: 43_200,
      workload: bursty('webserver'),
      policy: parameters(veto),
    });

  it('saves more energy with fewer migrations, seed by seed', async () => {
    for (const seed of [0, 1, 2, 3]) {
      const plain = (await runScenario(rack('none'), seed)).metrics;
      const careful = (await runScenario(rack('energy'), seed)).metrics;
      expect(careful.savedEnergyRatio).toBeGreaterThan(plain.savedEnergyRatio);
      expect(careful.migrations).toBeLessThan(plain.migrations);
      expect(careful.baselineEnergyJ).toBe(plain.baselineEnergyJ);
    }
  });

  it('moves nothing where nothing changes', async () => {
    const s = scenario({
      xml: star(4),
      vms: [{ count: 12, vcpus: 1, memoryBytes: 4e9 }],
      durationS: 7200,
      workload: constant(1),
      policy: parameters('energy'),
    });
    expect((await runScenario(s, 0)).metrics.migrations).toBe(0);
  });
});

describe('the estimate beside each migration', () => {
  it.each([0, 2e6, 20e6, 60e6])(
    'is right on an idle network for an unchanging load, dirtying at %i B/s',
    async (dirtyRate) => {
      const s = scenario({
        xml: star(2),
        simgrid: PLAIN_NETWORK,
        workload: constant(1, dirtyRate, 4e9),
        policy: moves([10, 'vm-0', 'pm-1']),
        mechanism: preCopy(),
      });
      const [m] = (await runScenario(s, 0)).migrations;
      expect(m?.endS).toBeCloseTo(10 + (m?.predictedS ?? 0), 4);
      expect(
        (m?.predictedBytes ?? 0) / ((m?.stage1Bytes ?? 0) + (m?.stage2Bytes ?? 0) + (m?.stage3Bytes ?? 0)),
      ).toBeCloseTo(1, 6);
    },
  );

  it("knows the factors of SimGrid's network", async () => {
    const s = scenario({ xml: star(2), workload: constant(1), policy: moves([10, 'vm-0', 'pm-1']) });
    const [m] = (await runScenario(s, 0)).migrations;
    expect((m?.predictedS ?? 0) / ((m?.endS ?? 0) - 10)).toBeCloseTo(1, 3);
  });
});
