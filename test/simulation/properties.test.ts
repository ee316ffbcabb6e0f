/** What must hold in every run, on random data centres. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentBytes } from '../../src/results/metrics/migration-record.ts';
import { buildSimulation } from '../../src/simulation/build.ts';
import { openKernel } from '../../src/simulation/kernel/index.ts';
import { runScenario } from '../../src/simulation/run.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { bursty, ffd, preCopy, scenario, star } from '../support/scenarios.ts';

const HOURS = 2;

/** VMs with changing loads, crowded on few hosts or not, under FFD or random moves. */
const dataCentre: fc.Arbitrary<Scenario> = fc
  .record({
    hosts: fc.integer({ min: 2, max: 6 }),
    mbps: fc.constantFrom(100, 1000, 10_000),
    vms: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 4 }),
        vcpus: fc.constantFrom(1, 2, 4),
        memoryBytes: fc.constantFrom(512e6, 4e9, 2 ** 33),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    workload: fc.constantFrom(bursty('webserver'), bursty('tpc-c'), bursty('full-zero')),
    maxRounds: fc.integer({ min: 0, max: 30 }),
    placementSeed: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    moves: fc.option(
      fc.array(fc.record({ at: fc.double({ min: 0, max: 3600 * HOURS, noNaN: true }), vm: fc.nat(), to: fc.nat() }), {
        maxLength: 30,
      }),
    ),
    ram: fc.constantFrom('', '<prop id="ram" value="16GB"/>'),
  })
  .map(({ hosts, mbps, vms, workload, maxRounds, placementSeed, moves, ram }) => {
    const count = vms.reduce((sum, group) => sum + group.count, 0);
    const policy = moves
      ? {
          kind: 'scripted',
          parameters: {
            sleep: true,
            moves: moves.map(({ at, vm, to }) => ({ at, vm: `vm-${vm % count}`, to: `pm-${to % hosts}` })),
          },
        }
      : ffd();
    return scenario({
      xml: star(hosts, { mbps, prop: ram, latency: '50us' }),
      durationS: 3600 * HOURS,
      vms,
      placement: Array.from({ length: count }, (_, i) => `pm-${(placementSeed[i % 12] as number) % hosts}`),
      workload,
      policy,
      mechanism: preCopy({ maxRounds }),
    });
  });

const seed = fc.nat({ max: 1000 });
const RUNS = { numRuns: 60, seed: 20_26 };
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1);

describe('in every run', () => {
  it('the energy account sums to what SimGrid says the hosts drew', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        const { account, metrics, migrations } = await runScenario(s, n);
        const total = account.hosts.reduce((sum, host) => sum + host.totalJ, 0);
        const vms = account.vms.reduce((sum, vm) => sum + vm.dynamicJ + vm.idleShareJ, 0);
        const nobody = account.hosts.reduce((sum, host) => sum + host.emptyJ + host.asleepJ, 0);
        const migrationJ = account.vms.reduce((sum, vm) => sum + vm.migrationJ, 0);
        expect(close(vms + nobody, total)).toBe(true);
        expect(close(migrationJ, metrics.migrationEnergyJ)).toBe(true);
        expect(
          close(
            migrationJ,
            [...migrations].reduce((sum, m) => sum + m.energyJ, 0),
          ),
        ).toBe(true);
        expect(close(total + migrationJ, metrics.energyJ)).toBe(true);
      }),
      RUNS,
    ));

  it('power over time integrates to the energy', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        const { account, power } = await runScenario(s, n);
        const energy = new Float64Array(power.hostNames.length);
        const since = new Map<number, { timeS: number; watts: number }>();
        const add = (host: number, untilS: number) => {
          const before = since.get(host);
          if (before) energy[host] = (energy[host] as number) + before.watts * (untilS - before.timeS);
        };
        for (const [i, host] of power.host.entries()) {
          add(host, power.timeS[i] as number);
          since.set(host, { timeS: power.timeS[i] as number, watts: power.watts[i] as number });
        }
        for (const [host, { totalJ }] of account.hosts.entries()) {
          add(host, s.durationS);
          expect(close(energy[host] as number, totalJ)).toBe(true);
        }
      }),
      RUNS,
    ));

  it('every second of every host is awake, asleep or down, and its power within its range', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        const { account, power } = await runScenario(s, n);
        for (const host of account.hosts) {
          expect(close(host.awakeS + host.asleepS + host.failedS, s.durationS)).toBe(true);
          expect(host.overloadS).toBeLessThanOrEqual(host.awakeS);
        }
        for (const watts of power.watts)
          expect(watts === 20 || (watts >= 185 && watts <= 235 * (1 + 1e-12))).toBe(true);
      }),
      RUNS,
    ));

  it('no VM is lost or doubled, and memory is never promised twice', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        using kernel = await openKernel(s.platform, s.simgrid);
        const simulation = buildSimulation(kernel, s, n);
        const committedAtStart = simulation.vms.reduce(
          (by, vm) => by.set(vm.host, (by.get(vm.host) ?? 0) + vm.memoryBytes),
          new Map(),
        );
        simulation.run();
        const homes = simulation.hosts.flatMap((host) => [...host.vms]);
        expect(homes.length).toBe(simulation.vms.length);
        expect(new Set(homes).size).toBe(simulation.vms.length);
        for (const vm of simulation.vms) expect(vm.host.vms).toContain(vm);
        for (const host of simulation.hosts)
          expect(host.takenMemoryBytes).toBeLessThanOrEqual(Math.max(host.ramBytes, committedAtStart.get(host) ?? 0));
      }),
      RUNS,
    ));

  it('the bytes of the records are the bytes of the flows', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        using kernel = await openKernel(s.platform, s.simgrid);
        const { simgrid } = kernel;
        let handedOver = 0;
        let notSent = 0;
        const startFlow = simgrid.startFlow.bind(simgrid);
        const flowRemaining = simgrid.flowRemaining.bind(simgrid);
        simgrid.startFlow = (from, to, bytes, rate) => {
          handedOver += bytes;
          return startFlow(from, to, bytes, rate);
        };
        simgrid.flowRemaining = (flow) => {
          const bytes = flowRemaining(flow);
          notSent += bytes;
          return bytes;
        };
        const simulation = buildSimulation(kernel, s, n);
        simulation.run();
        const recorded = [...simulation.migrations.table].reduce((sum, m) => sum + sentBytes(m), 0);
        expect(close(recorded, handedOver - notSent)).toBe(true);
        for (const m of simulation.migrations.table)
          if (m.outcome === 'converged' || m.outcome === 'not-converged')
            expect(sentBytes(m)).toBeGreaterThanOrEqual(
              simulation.vms.find((vm) => vm.name === m.vm)?.memoryBytes ?? 0,
            );
      }),
      RUNS,
    ));

  it('the same seed gives the same output, to the last bit', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        expect(await runScenario(s, n)).toEqual(await runScenario(structuredClone(s), n));
      }),
      { ...RUNS, numRuns: 20 },
    ));

  it('the baseline is what a run without consolidation consumes', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, seed, async (s, n) => {
        const consolidated = await runScenario(s, n);
        const still = await runScenario({ ...s, policy: { kind: 'none', parameters: {} } }, n);
        expect(close(still.metrics.energyJ, still.metrics.baselineEnergyJ)).toBe(true);
        expect(close(consolidated.metrics.baselineEnergyJ, still.metrics.energyJ)).toBe(true);
        expect(still.metrics.sleptTimeRatio).toBe(0);
      }),
      RUNS,
    ));
});
