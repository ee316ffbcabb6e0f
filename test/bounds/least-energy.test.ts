import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fleet, type FleetHost } from '../../src/bounds/fleet.ts';
import { LeastEnergy } from '../../src/bounds/least-energy.ts';
import { leastEnergyJ, type SmallCase, type SmallVm } from './exhaustive.ts';

const AT_ONCE = { seconds: 0, watts: 0 };

const host = (some: Partial<FleetHost> = {}): FleetHost => ({
  cores: 1,
  memoryBytes: Number.POSITIVE_INFINITY,
  power: [
    [0, 100],
    [some.cores ?? 1, 200],
  ],
  offW: 10,
  neverSleeps: false,
  fallAsleep: AT_ONCE,
  wake: AT_ONCE,
  ...some,
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function boundJ({ hosts, vms, seconds }: SmallCase): number {
  const bound = new LeastEnergy(new Fleet(hosts));
  const memoryBytes = sum(vms.map((vm) => vm.memoryBytes));
  let nowS = 0;
  for (const [i, dt] of seconds.entries()) {
    nowS += dt;
    bound.advance(nowS, { cores: sum(vms.map(({ cores }) => cores[i] as number)), memoryBytes, vms: vms.length });
  }
  return bound.energyJ;
}

const INTERVALS = { minLength: 1, maxLength: 5 };
/** No shorter than any pair of transitions below. */
const seconds = fc.array(fc.integer({ min: 60, max: 1000 }), INTERVALS);
const transition = (mostW: number) =>
  fc.record({ seconds: fc.constantFrom(0, 10, 30), watts: fc.integer({ min: 0, max: mostW }) });

const someHost: fc.Arbitrary<FleetHost> = fc
  .record({
    cores: fc.constantFrom(1, 2, 4),
    memoryBytes: fc.constantFrom(4, 8, Number.POSITIVE_INFINITY),
    watts: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 5 }),
    jumpW: fc.constantFrom(0, 0, 20, -20),
    offW: fc.integer({ min: 0, max: 60 }),
    neverSleeps: fc.integer({ max: 4, min: 0 }).map((one) => one === 0),
    fallAsleep: transition(300),
    wake: transition(300),
  })
  .map(({ watts, jumpW, cores, ...rest }) => {
    const corners = watts.map((w, i) => [(cores * i) / (watts.length - 1), w] as const);
    const idle = [0, Math.max(0, (watts[0] as number) - jumpW)] as const;
    return { ...rest, cores, power: jumpW === 0 ? corners : [idle, ...corners] };
  });

const someVm = (intervals: number, loads: readonly number[]): fc.Arbitrary<SmallVm> =>
  fc.record({
    memoryBytes: fc.constantFrom(0, 1, 2, 4),
    cores: fc.array(fc.constantFrom(...loads), { minLength: intervals, maxLength: intervals }),
  });

const smallCase = (hosts: fc.Arbitrary<readonly FleetHost[]>, loads: readonly number[], mostVms = 4) =>
  fc
    .tuple(hosts, seconds)
    .chain(([own, dts]) =>
      fc
        .array(someVm(dts.length, loads), { minLength: 0, maxLength: mostVms })
        .map((vms): SmallCase => ({ hosts: own, vms, seconds: dts })),
    );

describe('the least energy', () => {
  it('is never more than that of the best of all assignments', () => {
    let feasible = 0;
    const different = fc.array(someHost, { minLength: 2, maxLength: 3 });
    const equal = fc.tuple(someHost, fc.integer({ min: 2, max: 3 })).map(([one, n]) => Array<FleetHost>(n).fill(one));
    fc.assert(
      fc.property(smallCase(fc.oneof(different, equal), [0, 0.25, 0.3, 0.5, 0.7, 1, 1.5]), (small) => {
        const bestJ = leastEnergyJ(small);
        if (bestJ === undefined) return;
        feasible++;
        expect(boundJ(small)).toBeLessThanOrEqual(bestJ * (1 + 1e-12));
      }),
      { numRuns: 3000 },
    );
    expect(feasible).toBeGreaterThan(1000);
  });

  it('is that of the best assignment where hosts are equal and VMs fill them', () => {
    // halves and wholes of a host leave no rest; dear transitions and cheap ones
    const equal = fc
      .record({
        fallAsleep: fc.record({ seconds: fc.constantFrom(0, 10, 30), watts: fc.integer({ min: 10, max: 300 }) }),
        wake: fc.record({ seconds: fc.constantFrom(0, 10, 30), watts: fc.integer({ min: 10, max: 9000 }) }),
        n: fc.integer({ min: 2, max: 3 }),
      })
      .map(({ n, ...transitions }) => Array<FleetHost>(n).fill(host(transitions)));
    let feasible = 0;
    fc.assert(
      fc.property(smallCase(equal, [0, 0.5, 1]), (small) => {
        const bestJ = leastEnergyJ(small);
        if (bestJ === undefined) return;
        feasible++;
        expect(boundJ(small) / bestJ).toBeCloseTo(1, 12);
      }),
      { numRuns: 1000 },
    );
    expect(feasible).toBeGreaterThan(400);
  });

  const once = (hosts: readonly FleetHost[], cores: number, memoryBytes = 0, vms = 1) => {
    const bound = new LeastEnergy(new Fleet(hosts));
    bound.advance(100, { cores, memoryBytes, vms });
    return bound.energyJ / 100;
  };

  it('counts whole hosts', () => {
    expect(once([host(), host(), host()], 1.2)).toBeCloseTo(2 * 100 + 1.2 * 100 + 10, 9);
  });

  it('counts the hosts that the memory takes, and one for VMs that do nothing', () => {
    const hosts = [host({ memoryBytes: 4 }), host({ memoryBytes: 4 }), host({ memoryBytes: 4 })];
    expect(once(hosts, 0, 9)).toBe(300);
    expect(once(hosts, 0, 0)).toBe(100 + 20);
    expect(once(hosts, 0, 0, 0)).toBe(30);
  });

  it('lets the cheapest host work first', () => {
    const dear = host({ cores: 2 });
    const thrifty = host({
      power: [
        [0, 40],
        [1, 60],
      ],
    });
    // 50 W more than asleep for the core of the one, 190 W for two of the other
    expect(once([dear, thrifty], 2)).toBeCloseTo(10 + 10 + 50 + 190 / 2, 9);
  });

  it('counts what always has to be on, and what it can do', () => {
    expect(once([host({ neverSleeps: true, cores: 4 }), host()], 2)).toBeCloseTo(100 + 2 * 25 + 10, 9);
  });

  it('leaves out a host that is down, and takes off a transition that nobody paid', () => {
    const slow = host({ fallAsleep: { seconds: 10, watts: 100 }, wake: { seconds: 20, watts: 110 } });
    const fleet = new Fleet([slow, slow]);
    const bound = new LeastEnergy(fleet);
    bound.advance(1000, { cores: 2, memoryBytes: 0, vms: 2 });
    fleet.change(1, undefined);
    bound.turnedByItself();
    // nothing but one host is there to do it
    bound.advance(2000, { cores: 2, memoryBytes: 0, vms: 2 });
    expect(bound.energyJ).toBeCloseTo(1000 * 400 + 1000 * 210, 6);
  });

  it('lets a host sleep only in gaps that are worth it', () => {
    // being idle costs 90 W more than being asleep; falling asleep and waking up 10 s * 90 W + 20 s * 100 W = 2900 J
    const slow = host({ fallAsleep: { seconds: 10, watts: 100 }, wake: { seconds: 20, watts: 110 } });
    const gap = (dt: number) => {
      const bound = new LeastEnergy(new Fleet([slow]));
      bound.advance(1, { cores: 1, memoryBytes: 0, vms: 0 });
      bound.advance(1 + dt, { cores: 0, memoryBytes: 0, vms: 0 });
      bound.advance(2 + dt, { cores: 1, memoryBytes: 0, vms: 0 });
      return bound.energyJ - 2 * 200;
    };
    expect(gap(30)).toBeCloseTo(100 * 30, 9);
    expect(gap(1000)).toBeCloseTo(10 * 1000 + 2900, 9);
  });
});
