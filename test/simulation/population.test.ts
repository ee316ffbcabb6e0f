/** VMs that come and leave. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataCentre, HostView, PolicyKind, VmView } from '../../src/models/policies/contract.ts';
import { builtIn, extend } from '../../src/models/registry.ts';
import { runScenario } from '../../src/simulation/run.ts';
import type { Scenario, VmGroup } from '../../src/simulation/scenario.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../support/scenarios.ts';

const atTimes = (...times: number[]) => ({ kind: 'at-times', parameters: { times } });
const poisson = (interval: number) => ({ kind: 'poisson', parameters: { interval } });
const time = (mean: number, distribution = 'fixed') => ({ kind: 'time', parameters: { mean, distribution } });
const work = (mean: number, distribution = 'fixed') => ({ kind: 'work', parameters: { mean, distribution } });
const group = (more: Partial<VmGroup> = {}): VmGroup => ({ count: 1, vcpus: 1, memoryBytes: 1e9, ...more });
const none = { kind: 'none', parameters: {} };

const run = (more: Partial<Parameters<typeof scenario>[0]>, seed = 0) =>
  runScenario(scenario({ xml: star(1), durationS: 1000, workload: constant(1), ...more }), seed);

describe('a VM', () => {
  it('that arrives and leaves draws power in between', async () => {
    const { account, metrics } = await run({ vms: [group({ arrivals: atTimes(100), lifetime: time(300) })] });
    // 185 W, and 50 W more for all 4 cores
    expect(account.vms).toEqual([
      { vm: 'vm-0', dynamicJ: expect.closeTo(300 * 12.5, 6), idleShareJ: expect.closeTo(300 * 185, 6), migrationJ: 0 },
    ]);
    expect(account.hosts[0]?.totalJ).toBeCloseTo(1000 * 185 + 300 * 12.5, 6);
    expect(metrics.baselineEnergyJ).toBeCloseTo(1000 * 185 + 300 * 12.5, 6);
    expect(metrics).toMatchObject({ arrivedVms: 1, finishedVms: 1, runningVms: 0, waitingVms: 0, refusedVms: 0 });
  });

  it('with a work leaves when it is done, later where cores are short', async () => {
    // 8 VMs with 100 core-seconds each on 4 cores, placed in turn whether there is room or not
    const s = { vms: [group({ count: 8, lifetime: work(100) })], placement: 'round-robin' };
    const { account, metrics } = await run(s);
    expect(metrics.finishedVms).toBe(8);
    for (const { dynamicJ } of account.vms) expect(dynamicJ).toBeCloseTo(100 * 12.5, 2);
    expect(account.hosts[0]?.overloadS).toBeCloseTo(200, 3);
  });

  it('with a work gets more once others are through', async () => {
    // 6 on 4 cores: 2/3 core each until the two with 20 core-seconds are through after 30 s, then a core each
    const vms = [group({ count: 2, lifetime: work(20) }), group({ count: 4, lifetime: work(50) })];
    const { account } = await run({ vms, placement: 'round-robin' });
    const [host] = account.hosts;
    expect(host?.overloadS).toBeCloseTo(30, 3);
    expect(host?.emptyJ).toBeCloseTo((1000 - 30 - 30) * 185, 0);
  });

  it('with a work and a speed counts the seconds of its vCPUs', async () => {
    // at 20 Gf on cores of 10 Gf, 100 vCPU-seconds take 200 s; at 5 Gf, they take 100 s and half a core
    for (const [speed, seconds] of [
      [20e9, 200],
      [5e9, 100],
    ] as const) {
      const { account } = await run({ vms: [group({ speed, lifetime: work(100) })] });
      expect(account.hosts[0]?.emptyJ).toBeCloseTo((1000 - seconds) * 185, 0);
    }
  });

  it('waits for a host with room, in the order of arrival, and starts its life then', async () => {
    // 4 cores: the first four run for 100 s; the others wait 90 and 80 s, and run for 100 s
    const vms = [group({ count: 6, arrivals: atTimes(0, 0, 0, 0, 10, 20), lifetime: time(100) })];
    const { metrics, account } = await run({ vms });
    expect(metrics).toMatchObject({ arrivedVms: 6, finishedVms: 6, waitingVms: 0 });
    expect(metrics.waitingTimeMeanS).toBeCloseTo((90 + 80) / 6, 9);
    expect(account.hosts[0]?.emptyJ).toBeCloseTo(800 * 185, 6);
  });

  it('is refused where it must not wait', async () => {
    const vms = [group({ count: 6, arrivals: atTimes(0, 0, 0, 0, 10, 120), lifetime: time(100), whenFull: 'refuse' })];
    expect((await run({ vms })).metrics).toMatchObject({ arrivedVms: 6, finishedVms: 5, refusedVms: 1 });
  });

  it('still waits when the run ends', async () => {
    const vms = [group({ count: 5, arrivals: atTimes(0, 1, 2, 3, 4) })];
    expect((await run({ vms })).metrics).toMatchObject({ arrivedVms: 5, runningVms: 4, waitingVms: 1 });
  });

  it('waits for a host that wakes up', async () => {
    const prop = '<prop id="wake_time" value="60s"/>';
    const vms = [group({ arrivals: atTimes(100) })];
    const { metrics, account } = await run({ xml: star(1, { prop }), vms, policy: moves() });
    expect(metrics.waitingTimeMeanS).toBe(60);
    expect(account.vms[0]?.dynamicJ).toBeCloseTo((1000 - 160) * 12.5, 6);
    expect(account.hosts[0]?.asleepS).toBeCloseTo(100, 9);
  });

  it('that leaves in a migration takes it with it', async () => {
    // 1 GB takes 8 s over 1 Gbps; the VM leaves after 4 of them
    const vms = [group({ lifetime: time(106.5) }), group({ count: 1 })];
    const { migrations, metrics, account } = await run({
      xml: star(2),
      vms,
      simgrid: PLAIN_NETWORK,
      policy: moves([100, 'vm-0', 'pm-1']),
    });
    expect([...migrations]).toMatchObject([{ outcome: 'departed', startS: 100, endS: 106.5 }]);
    expect(migrations.sentBytes()[0]).toBeCloseTo(4 * 125e6, 0);
    expect(metrics).toMatchObject({ migrations: 0, finishedVms: 1 });
    expect(account.hosts[1]?.asleepS).toBeCloseTo(1000 - 6.5, 6);
  });

  it('leaves its place to others, under a number of its own', async () => {
    const vms = [
      group({ count: 50, arrivals: atTimes(...Array.from({ length: 50 }, (_, i) => 10 * i)), lifetime: time(15) }),
    ];
    const { account, metrics } = await run({ vms });
    expect(metrics).toMatchObject({ arrivedVms: 50, finishedVms: 50 });
    expect(account.vms.map(({ vm }) => vm)).toEqual(Array.from({ length: 50 }, (_, i) => `vm-${i}`));
    for (const { dynamicJ } of account.vms) expect(dynamicJ).toBeCloseTo(15 * 12.5, 6);
  });
});

it('hosts that a policy has emptied are filled again', async () => {
  // 4 VMs fill pm-0 and 4 fill pm-1; a script takes those of pm-0 away, and others come
  const vms = [group({ count: 4 }), group({ count: 3, arrivals: atTimes(10, 11, 200) })];
  const policy = moves(...[0, 1, 2, 3].map((vm) => [100, `vm-${vm}`, 'pm-1'] as const));
  const { metrics } = await run({ xml: star(2), vms, policy, mechanism: { kind: 'ideal', parameters: {} } });
  expect(metrics).toMatchObject({ arrivedVms: 7, waitingVms: 0, runningVms: 7 });
});

it('ten thousand VMs have a row each in the account, and the others that left one together', async () => {
  const seconds = 12_000;
  const vms = [group({ count: seconds, arrivals: poisson(1), lifetime: time(0.5) })];
  const { account, metrics } = await run({ vms, durationS: 4 * seconds, placement: 'round-robin' });
  expect(metrics.finishedVms).toBe(seconds);
  expect(account.vms).toHaveLength(10_001);
  expect(account.vms.at(-1)?.vm).toBe('others');
  expect(account.vms.at(-1)?.dynamicJ).toBeGreaterThan(100);
  const sum = account.vms.reduce((total, vm) => total + vm.dynamicJ + vm.idleShareJ, 0);
  const [host] = account.hosts;
  expect(sum).toBeCloseTo((host?.totalJ ?? 0) - (host?.emptyJ ?? 0), 3);
});

describe('a host that goes down', () => {
  const down = { 'down.txt': '0 1\n150 0\n400 1\n' };
  const failing = (prop = '') => `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
<host id="pm-0" speed="10Gf" core="1" state_file="down.txt"><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/>${prop}</host>
<host id="pm-1" speed="10Gf" core="1"><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/></host>
<link id="l" bandwidth="1Gbps" latency="0us"/><route src="pm-0" dst="pm-1"><link_ctn id="l"/></route></zone></platform>`;

  it('takes no VMs, and those that wait for it start when it is back', async () => {
    const vms = [group({ count: 2, arrivals: atTimes(200, 210) })];
    const { metrics } = await run({ xml: failing(), profiles: down, vms });
    expect(metrics).toMatchObject({ runningVms: 2, waitingTimeMeanS: (400 - 210) / 2 });
  });

  it('while it wakes up gives back the VMs that were to start there', async () => {
    const vms = [group({ arrivals: atTimes(100) })];
    const prop = '<prop id="wake_time" value="60s"/>';
    const { metrics, account } = await run({ xml: failing(prop), profiles: down, vms, policy: moves() });
    expect(metrics).toMatchObject({ runningVms: 1, waitingTimeMeanS: 50 });
    expect(account.hosts[1]?.awakeS).toBeCloseTo(850, 9);
  });

  it('lets those wait whose work is not done', async () => {
    const vms = [group({ lifetime: work(200) })];
    const { metrics, account } = await run({ xml: failing(), profiles: down, vms });
    expect(metrics.finishedVms).toBe(1);
    expect(account.vms[0]?.dynamicJ).toBeCloseTo(200 * 50, 2);
    expect(account.hosts[0]?.emptyJ).toBeCloseTo(185 * (1000 - 450), 2);
  });
});

describe('a policy', () => {
  const told: string[] = [];
  const listener: PolicyKind<Record<never, never>> = {
    name: 'listener',
    title: 'Listens',
    source: 'this test',
    parameters: {},
    create: () => {
      let first: VmView | undefined;
      const note = (what: string, vm: VmView, { nowS, vms }: DataCentre) => {
        told.push(`${nowS} ${what} ${vm.name} ${vm.group} of ${vms.length}`);
        first ??= vm;
        return [];
      };
      return {
        sleep: 'never',
        ticks: [150],
        on: {
          arrived: (vm, state) => note('arrived', vm, state),
          departed: (vm, state) => note('departed', vm, state),
          // about a VM that has left, whose slot another one has now
          tick: ({ hosts }) => (first ? [{ do: 'migrate', vm: first, to: hosts[1] as HostView }] : []),
        },
      };
    },
  };

  it('is told who comes and who leaves, and its orders about those that have left are ignored', async () => {
    const vms = [group({ name: 'web', count: 2, arrivals: atTimes(10, 120), lifetime: time(100) })];
    const s = scenario({ xml: star(2), durationS: 1000, vms, policy: { kind: 'listener', parameters: {} } });
    const { migrations } = await runScenario(s, 0, extend(builtIn, { policies: [listener] }));
    expect(told).toEqual([
      '10 arrived vm-0 web of 1',
      '110 departed vm-0 web of 0',
      '120 arrived vm-1 web of 1',
      '220 departed vm-1 web of 0',
    ]);
    expect(migrations).toHaveLength(0);
  });

  it('looks at histories that begin with the VM', async () => {
    const seen: number[][] = [];
    const watcher: PolicyKind<Record<never, never>> = {
      ...listener,
      name: 'watcher',
      create: () => ({
        sleep: 'never',
        ticks: [350, 650],
        monitor: { everyS: 100, samples: 4 },
        on: {
          tick: (state) => {
            seen.push(...state.vms.map((vm) => [vm.index, ...state.history(vm)]));
            return [];
          },
        },
      }),
    };
    const vms = [group({ lifetime: time(400) }), group({ count: 2, arrivals: atTimes(250, 450) })];
    const s = scenario({
      xml: star(2),
      durationS: 1000,
      vms,
      workload: constant(1),
      policy: { kind: 'watcher', parameters: {} },
    });
    await runScenario(s, 0, extend(builtIn, { policies: [watcher] }));
    expect(seen).toEqual([
      [0, 1, 1, 1, 1],
      [1, 1],
      [1, 1, 1, 1, 1],
      [2, 1, 1],
    ]);
  });
});

it('a mechanism throws away what it keeps of a VM that has left', async () => {
  // pm-0 keeps one image: that of vm-0 has to go for that of vm-1, unless vm-0 has left meanwhile
  const policy = moves([50, 'vm-0', 'pm-1'], [350, 'vm-1', 'pm-1']);
  const mechanism = { kind: 'miyakodori', parameters: { ...preCopy().parameters, images: 1, eviction: 'oldest' } };
  const evicted = async (first: VmGroup) => {
    const { migrations } = await run({ xml: star(2), vms: [first, group()], policy, mechanism });
    return [...migrations.column('imagesEvicted')];
  };
  expect(await evicted(group())).toEqual([0, 1]);
  expect(await evicted(group({ lifetime: time(250) }))).toEqual([0, 0]);
});

/** VMs that come and leave at random on few hosts, under FFD or none. */
const dataCentre: fc.Arbitrary<Scenario> = fc
  .record({
    hosts: fc.integer({ min: 2, max: 4 }),
    groups: fc.array(
      fc.record({
        vcpus: fc.constantFrom(1, 2, 4),
        memoryBytes: fc.constantFrom(512e6, 4e9),
        arrivals: fc.constantFrom(undefined, poisson(120), poisson(600), atTimes(0, 5, 5, 1000), {
          kind: 'bursts',
          parameters: { interval: 20, burst: 300, pause: 900 },
        }),
        lifetime: fc.constantFrom(undefined, time(600, 'exponential'), work(300, 'exponential'), work(200), time(900)),
        whenFull: fc.constantFrom('queue', 'refuse'),
        speed: fc.constantFrom(undefined, 5e9, 20e9),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    workload: fc.constantFrom(bursty('webserver'), bursty('full-zero'), constant(0.7)),
    policy: fc.constantFrom(none, ffd(), {
      kind: 'consolidate',
      parameters: { period: 300, offset: 300, sleepAfter: 60 },
    }),
    wake: fc.constantFrom('', '<prop id="wake_time" value="30s"/>'),
  })
  .map(({ hosts, groups, workload, policy, wake }) => {
    const vms = groups.map(
      ({ arrivals, lifetime, speed, ...rest }): VmGroup =>
        ({
          ...rest,
          count: arrivals ? Number.POSITIVE_INFINITY : 1,
          ...(arrivals ? { arrivals } : {}),
          ...(lifetime ? { lifetime } : {}),
          ...(speed ? { speed } : {}),
        }) as VmGroup,
    );
    vms.push({ count: 1, vcpus: 1, memoryBytes: 1e9, lifetime: time(5000, 'fixed') });
    const xml = star(hosts, { prop: `<prop id="ram" value="16GB"/>${wake}` });
    return scenario({ xml, durationS: 7200, vms, placement: 'fill', workload, policy });
  });

const close = (a = 0, b = 0) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1);
const RUNS = { numRuns: 60, seed: 20_26 };

describe('in every run with VMs that come and leave', () => {
  it('each is in one place, the account adds up, and no work is lost', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, fc.nat({ max: 1000 }), async (s, n) => {
        const { metrics: m, account } = await runScenario(s, n);
        const { arrivedVms, runningVms = 0, waitingVms = 0, finishedVms = 0, refusedVms = 0 } = m;
        expect(arrivedVms).toBe(runningVms + waitingVms + finishedVms + refusedVms);
        const total = account.hosts.reduce((sum, host) => sum + host.totalJ, 0);
        const vms = account.vms.reduce((sum, vm) => sum + vm.dynamicJ + vm.idleShareJ, 0);
        const nobody = account.hosts.reduce((sum, host) => sum + host.emptyJ + host.asleepJ + host.transitionJ, 0);
        expect(close(vms + nobody, total)).toBe(true);
        expect(account.vms.length).toBe(runningVms + finishedVms);
        expect(m.unservedRatio).toBeGreaterThanOrEqual(0);
        expect(m.unservedRatio).toBeLessThanOrEqual(1 + 1e-12);
      }),
      RUNS,
    ));

  it('the baseline is what a run without consolidation consumes', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, fc.nat({ max: 1000 }), async (s, n) => {
        const { metrics } = await runScenario({ ...s, policy: none }, n);
        expect(close(metrics.energyJ, metrics.baselineEnergyJ)).toBe(true);
        expect(metrics.sleptTimeRatio).toBe(0);
      }),
      RUNS,
    ));

  it('the same seed gives the same output, to the last bit', () =>
    fc.assert(
      fc.asyncProperty(dataCentre, fc.nat({ max: 1000 }), async (s, n) => {
        expect(await runScenario(s, n)).toEqual(await runScenario(structuredClone(s), n));
      }),
      { ...RUNS, numRuns: 20 },
    ));
});

it('VMs and their loads do not depend on the policy', async () => {
  const vms = [group({ count: Number.POSITIVE_INFINITY, arrivals: poisson(60), lifetime: time(1800, 'exponential') })];
  // room for all: where VMs have to wait, they are there at other times
  const s = { xml: star(20), durationS: 7200, vms, workload: bursty('webserver') };
  const [still, packed] = [await run({ ...s, policy: none }, 3), await run({ ...s, policy: ffd() }, 3)];
  expect(packed.metrics.migrations).toBeGreaterThan(0);
  expect(packed.metrics).toMatchObject({
    arrivedVms: still.metrics.arrivedVms,
    finishedVms: still.metrics.finishedVms,
    baselineEnergyJ: expect.closeTo(still.metrics.baselineEnergyJ, 3),
  });
});
