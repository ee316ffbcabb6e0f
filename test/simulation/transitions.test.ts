/** Sleep and wake with time and power, and measured power curves, against arithmetic. */
import { describe, expect, it } from 'vitest';
import { type PowerCurve, parseCurve } from '../../src/base/power-curve.ts';
import { curvePower } from '../../src/simulation/power.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, preCopy, scenario, star } from '../support/scenarios.ts';

const TRANSITIONS = `<prop id="sleep_time" value="10 s"/><prop id="sleep_power" value="150 W"/>
<prop id="wake_time" value="40 s"/><prop id="wake_power" value="220 W"/>`;

const pair = (policy: ReturnType<typeof moves>, prop = TRANSITIONS) =>
  scenario({
    xml: star(2, { mbps: 1000, prop }),
    simgrid: PLAIN_NETWORK,
    vms: [{ count: 1, vcpus: 1, memoryBytes: 4e9 }],
    placement: ['pm-0'],
    workload: constant(1),
    policy,
    durationS: 1000,
  });

describe('transitions', () => {
  it('take their time and their power', async () => {
    // pm-1 falls asleep from 0 to 10, wakes from 100 to 140, runs the VM from then on; 4 GB at 125 MB/s take 32 s + 2.5 s
    const { account, migrations } = await runScenario(pair(moves([100, 'vm-0', 'pm-1'])), 0);
    const [m] = migrations;
    expect(m?.startS).toBe(100);
    expect(m?.endS).toBeCloseTo(140 + 2.5 + 32, 6);
    const endS = m?.endS ?? 0;
    const [from, to] = account.hosts;
    expect(to).toMatchObject({ asleepS: 90, transitionS: 50, transitionJ: 10 * 150 + 40 * 220, asleepJ: 90 * 20 });
    expect(to?.awakeS).toBeCloseTo(860, 9);
    expect(from?.transitionS).toBe(10);
    expect(from?.asleepS).toBeCloseTo(1000 - endS - 10, 9);
    // one core of four is busy where the VM is
    expect(to?.totalJ).toBeCloseTo(10 * 150 + 90 * 20 + 40 * 220 + (endS - 140) * 185 + (1000 - endS) * 197.5, 6);
  });

  it('a host that is wanted while it falls asleep wakes up when it is asleep', async () => {
    const { account, migrations } = await runScenario(pair(moves([4, 'vm-0', 'pm-1'])), 0);
    expect([...migrations][0]?.endS).toBeCloseTo(10 + 40 + 2.5 + 32, 6);
    expect(account.hosts[1]).toMatchObject({ asleepS: 0, transitionS: 50 });
  });

  it('a host that nobody wants any more when it is awake goes to sleep again', async () => {
    // the VM would go to c, which wakes up from 100 to 140; its own host fails at 110
    const host = (id: string, more = '') =>
      `<host id="${id}" speed="10Gf" core="4"${more}><prop id="wattage_per_state" value="185:185:235"/><prop id="wattage_off" value="20"/>${TRANSITIONS}</host>`;
    const s = scenario({
      xml: `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">${host('a', ' state_file="down"')}${host('c')}
<link id="l" bandwidth="1GBps" latency="0s"/><route src="a" dst="c"><link_ctn id="l"/></route></zone></platform>`,
      profiles: { down: '110 0\n' },
      vms: [{ count: 1, vcpus: 1, memoryBytes: 4e9 }],
      placement: ['a'],
      workload: constant(1),
      policy: moves([100, 'vm-0', 'c']),
      durationS: 1000,
    });
    const { account, migrations } = await runScenario(s, 0);
    expect([...migrations].map(({ outcome, endS }) => [outcome, endS])).toEqual([['failed', 110]]);
    // asleep from 10 to 100, awake at 140, asleep from 150
    expect(account.hosts[1]).toMatchObject({ awakeS: 0, transitionS: 60, asleepS: 940 });
  });

  it('a host goes to sleep only after so long without anything to do', async () => {
    const policy = moves([100, 'vm-0', 'pm-1'], [500, 'vm-0', 'pm-0']);
    const patient = { ...policy, parameters: { ...policy.parameters, sleepAfter: 300 } };
    const { account } = await runScenario(pair(patient, ''), 0);
    // pm-1 is idle from 0, wanted at 100; pm-0 idle from 134.5 to 500, asleep from 434.5; pm-1 idle again from 534.5
    expect(account.hosts[1]?.asleepS).toBeCloseTo(1000 - 534.5 - 300, 6);
    expect(account.hosts[0]?.asleepS).toBeCloseTo(500 - 434.5, 6);
  });

  it('the account sums up, with transitions and curves', async () => {
    const curve = '<prop id="wattage_curve" value="100 120 150 160 170 180 190 200 210 230 240"/>';
    for (const more of ['', curve]) {
      const xml = star(6, { mbps: 1000, prop: TRANSITIONS + more });
      const s = scenario({
        xml: more ? xml.replace('<prop id="wattage_per_state" value="185:185:235"/>', '') : xml,
        vms: [{ count: 18, vcpus: 1, memoryBytes: 4e9 }],
        durationS: 14_400,
        workload: bursty('webserver'),
        policy: ffd(),
        mechanism: preCopy(),
      });
      const { account, metrics, power } = await runScenario(s, 3);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const vmsJ = sum(account.vms.map((vm) => vm.dynamicJ + vm.idleShareJ));
      const restJ = sum(account.hosts.map((host) => host.emptyJ + host.asleepJ + host.transitionJ));
      const totalJ = sum(account.hosts.map((host) => host.totalJ));
      expect((vmsJ + restJ) / totalJ).toBeCloseTo(1, 9);
      expect(metrics.energyJ).toBeCloseTo(totalJ + metrics.migrationEnergyJ, 3);
      expect(sum(account.hosts.map((host) => host.transitionS))).toBeGreaterThan(100);
      for (const { awakeS, asleepS, transitionS, failedS } of account.hosts)
        expect(awakeS + asleepS + transitionS + failedS).toBeCloseTo(14_400, 6);
      const most = more ? 240 : 235;
      for (const watts of power.watts) expect(watts).toBeLessThanOrEqual(most * (1 + 1e-12));
    }
  });
});

describe('a power curve', () => {
  it('is linear between its points', () => {
    const points = parseCurve('86 89.4 92.6 96 99.5 102 106 108 112 114 117') as PowerCurve;
    const power = curvePower(points, 5, 2);
    expect([power.idleW, power.maxW, power.offW]).toEqual([86, 117, 5]);
    // 25 % of two cores: between 92.6 and 96 W
    expect(power.at(0.5)).toBeCloseTo((92.6 + 96) / 2, 12);
    expect(power.at(2)).toBe(117);
  });

  it('is written as watts at equal steps, or as pairs', () => {
    expect(parseCurve('0:10, 0.25:30, 1:40')).toEqual([
      [0, 10],
      [0.25, 30],
      [1, 40],
    ]);
  });

  it.each([
    ['', 'has fewer than two points'],
    ['10', 'has fewer than two points'],
    ['10 x', "'x' is no wattage"],
    ['0:10 0.5:20', 'goes from utilisation 0 to 0.5, not from 0 to 1'],
    ['0.1:10 1:20', 'goes from utilisation 0.1 to 1, not from 0 to 1'],
    ['0:1 0:2 1:3', 'utilisation 0 comes after 0'],
    ['1 2 0:3', 'has points with a utilisation, and others without'],
    ['5 -1', "'-1' is no wattage"],
    ['5 1e13', "'1e13' is no wattage"],
    ['1:2:3 4:5', "'1:2:3' is no wattage"],
    [':2 1:5', "':2' has no utilisation"],
  ])('%j is none', (text, error) => {
    expect(parseCurve(text)).toEqual({ error });
  });

  it('of more points than anybody measures is none', () => {
    expect(parseCurve('1 '.repeat(1001))).toEqual({ error: 'has more than 1000 points' });
    expect(parseCurve('1 '.repeat(1_000_000))).toEqual({ error: 'has more than 1000 points' });
  });

  it('that is straight gives the energy of SimGrid', async () => {
    const s = (curve: boolean) => {
      const xml = star(3, { prop: curve ? '<prop id="wattage_curve" value="185 195 205 215 225 235"/>' : '' });
      return scenario({
        xml: curve ? xml.replace('<prop id="wattage_per_state" value="185:185:235"/>', '') : xml,
        vms: [{ count: 14, vcpus: 1, memoryBytes: 1e9 }],
        placement: Array.from({ length: 14 }, (_, i) => `pm-${i % 3}`),
        workload: bursty('tpc-c'),
        policy: ffd(),
        durationS: 14_400,
      });
    };
    const [plugin, curve] = [await runScenario(s(false), 1), await runScenario(s(true), 1)];
    expect(curve.metrics.energyJ / plugin.metrics.energyJ).toBeCloseTo(1, 9);
    expect(curve.metrics.baselineEnergyJ / plugin.metrics.baselineEnergyJ).toBeCloseTo(1, 9);
    for (const [i, host] of curve.account.hosts.entries())
      expect(host.totalJ / (plugin.account.hosts[i]?.totalJ ?? 0)).toBeCloseTo(1, 9);
    for (const [i, vm] of curve.account.vms.entries())
      expect(vm.dynamicJ / (plugin.account.vms[i]?.dynamicJ ?? 0)).toBeCloseTo(1, 9);
  });
});
