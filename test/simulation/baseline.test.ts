/** The baseline against what can be worked out by hand: every host on, every VM where it starts, no warehouse. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { type HostSpec, platformOf } from '../support/platforms.ts';
import { constant, ffd, scenario } from '../support/scenarios.ts';

const DURATION_S = 1800;
const LOAD = 0.5;

const host = (role?: HostSpec['role']): fc.Arbitrary<Omit<HostSpec, 'name'>> =>
  fc.record({
    cores: fc.constantFrom(2, 4),
    idleW: fc.constantFrom(50, 100, 185),
    busyW: fc.constantFrom(200, 235),
    offW: fc.constantFrom(0, 20),
    ...(role ? { role: fc.constant(role) } : {}),
  });

/** Warehouses and storage among ordinary and high-power hosts, in any order; VMs start anywhere, overbooked or not. */
const placed: fc.Arbitrary<{ hosts: readonly HostSpec[]; vms: readonly { vcpus: number; host: HostSpec }[] }> = fc
  .record({
    hosts: fc
      .tuple(
        fc.array(host(), { minLength: 1, maxLength: 3 }),
        fc.array(host('highpower'), { maxLength: 2 }),
        fc.array(host('warehouse'), { minLength: 1, maxLength: 2 }),
        fc.array(host('storage'), { maxLength: 1 }),
      )
      .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length })),
    vms: fc.array(fc.record({ vcpus: fc.constantFrom(1, 2, 4), at: fc.nat() }), { minLength: 1, maxLength: 8 }),
  })
  .map(({ hosts: unnamed, vms }) => {
    const hosts = unnamed.map((spec, i) => ({ ...spec, name: `pm-${i}` }));
    return { hosts, vms: vms.map(({ vcpus, at }) => ({ vcpus, host: hosts[at % hosts.length] as HostSpec })) };
  });

/** P_idle + (P_busy - P_idle) / cores * min(cores, sum of load_i * vcpus_i), for DURATION_S. */
const hostJ = (h: HostSpec, vms: readonly { vcpus: number; host: HostSpec }[]) => {
  const asked = vms.reduce((sum, vm) => sum + (vm.host === h ? LOAD * vm.vcpus : 0), 0);
  return DURATION_S * (h.idleW + ((h.busyW - h.idleW) / h.cores) * Math.min(h.cores, asked));
};

test('a warehouse is in no baseline, also where VMs start there; every other host that counts is', () =>
  fc.assert(
    fc.asyncProperty(placed, fc.boolean(), fc.boolean(), async ({ hosts, vms }, storageEnergy, packed) => {
      const s: Scenario = scenario({
        xml: platformOf(hosts),
        durationS: DURATION_S,
        vms: vms.map(({ vcpus }) => ({ count: 1, vcpus, memoryBytes: 1e9 })),
        placement: vms.map((vm) => vm.host.name),
        workload: constant(LOAD),
        storageEnergy,
        ...(packed ? { policy: ffd() } : {}),
      });
      const { metrics } = await runScenario(s, 0);
      const counted = hosts.filter(({ role }) => role !== 'warehouse' && (role !== 'storage' || storageEnergy));
      const expectedJ = counted.reduce((sum, h) => sum + hostJ(h, vms), 0);
      expect(Math.abs(metrics.baselineEnergyJ - expectedJ)).toBeLessThanOrEqual(1e-9 * expectedJ);
    }),
    { numRuns: 40 },
  ));
