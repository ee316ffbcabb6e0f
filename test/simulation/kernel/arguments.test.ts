/** Numbers out of range never reach WebAssembly, where NaN is 0 and a wild index reads wild memory. */
import { ArgumentError, DisposedError, SimGrid, SimGridError } from 'simgrid-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twoHosts } from './two-hosts.ts';

const NO_INDEX = [-1, 2, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY];
const NO_AMOUNT = [-1, Number.NaN, Number.POSITIVE_INFINITY];

let simgrid: SimGrid;

beforeAll(async () => {
  simgrid = await SimGrid.open();
  simgrid.load(twoHosts());
});

afterAll(() => simgrid.dispose());

/** What a call says; fails where it says nothing. */
function complaint(call: () => unknown): { operation: string; argument: string; value: unknown } {
  try {
    call();
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    const { operation, argument, value, message } = error;
    expect(message).toContain(`${operation}: ${argument} is ${String(value)}; `);
    return { operation, argument, value };
  }
  throw new Error('no error');
}

describe('an index out of range', () => {
  const OF_HOSTS = [
    'hostName',
    'hostCores',
    'hostSpeed',
    'hostSpeedRatio',
    'hostPstates',
    'hostPstate',
    'hostIsOn',
    'hostIsDown',
    'hostLoad',
    'hostEnergyJ',
    'hostPowerW',
    'hostPowerRange',
  ] as const;
  const OF_LINKS = ['linkName', 'linkCapacity', 'linkLoad', 'linkEnergyJ'] as const;

  it.each(OF_HOSTS)('of a host: %s', (operation) => {
    for (const value of NO_INDEX)
      expect(complaint(() => simgrid[operation](value))).toEqual({ operation, argument: 'host', value });
  });

  it.each(OF_LINKS)('of a link: %s', (operation) => {
    for (const value of NO_INDEX.map((index) => (index === 2 ? simgrid.linkCount : index)))
      expect(complaint(() => simgrid[operation](value))).toEqual({ operation, argument: 'link', value });
  });

  it.each(NO_INDEX)('%d where there are more parameters', (value) => {
    const told = (operation: string, argument: string) => ({ operation, argument, value });
    expect(complaint(() => simgrid.hostProperty(value, 'ram'))).toEqual(told('hostProperty', 'host'));
    expect(complaint(() => simgrid.switchHost(value, true))).toEqual(told('switchHost', 'host'));
    expect(complaint(() => simgrid.setHostPstate(value, 0))).toEqual(told('setHostPstate', 'host'));
    expect(complaint(() => simgrid.setHostPstate(0, value))).toEqual(told('setHostPstate', 'pstate'));
    expect(complaint(() => simgrid.hostSpeed(0, value))).toEqual(told('hostSpeed', 'pstate'));
    expect(complaint(() => simgrid.hostPowerRange(0, value))).toEqual(told('hostPowerRange', 'pstate'));
    expect(complaint(() => simgrid.startCpu(value, 1))).toEqual(told('startCpu', 'host'));
    expect(complaint(() => simgrid.startFlow(value, 1, 1))).toEqual(told('startFlow', 'from'));
    expect(complaint(() => simgrid.startFlow(0, value, 1))).toEqual(told('startFlow', 'to'));
    expect(complaint(() => simgrid.route(value, 1))).toEqual(told('route', 'from'));
    expect(complaint(() => simgrid.route(0, value))).toEqual(told('route', 'to'));
  });
});

describe('an action or a flow that is not there', () => {
  it.each(NO_INDEX)('%d', (value) => {
    const told = (operation: string, argument: string) => ({ operation, argument, value });
    expect(complaint(() => simgrid.setDemand(value, 1))).toEqual(told('setDemand', 'action'));
    expect(complaint(() => simgrid.cpuRate(value))).toEqual(told('cpuRate', 'action'));
    expect(complaint(() => simgrid.stopCpu(value))).toEqual(told('stopCpu', 'action'));
    expect(complaint(() => simgrid.flowRemaining(value))).toEqual(told('flowRemaining', 'flow'));
    expect(complaint(() => simgrid.cancelFlow(value))).toEqual(told('cancelFlow', 'flow'));
  });

  it('any longer', () => {
    const action = simgrid.startCpu(0, 1);
    simgrid.stopCpu(action);
    expect(complaint(() => simgrid.cpuRate(action)).value).toBe(action);
    expect(complaint(() => simgrid.stopCpu(action)).value).toBe(action);
    const flow = simgrid.startFlow(0, 1, 1e6);
    while (simgrid.advance(Number.POSITIVE_INFINITY).length === 0);
    expect(complaint(() => simgrid.flowRemaining(flow)).value).toBe(flow);
    expect(complaint(() => simgrid.cancelFlow(flow)).value).toBe(flow);
  });
});

it('amounts are finite and not negative, a cap is more than nothing, cores are at least one', () => {
  const action = simgrid.startCpu(0, 1);
  for (const value of NO_AMOUNT) {
    expect(complaint(() => simgrid.setDemand(action, value)).argument).toBe('flops');
    expect(complaint(() => simgrid.startFlow(0, 1, value)).argument).toBe('bytes');
  }
  for (const value of [0, -1, Number.NaN])
    expect(complaint(() => simgrid.startFlow(0, 1, 1, value)).argument).toBe('rate');
  for (const value of [0, 1.5, ...NO_AMOUNT])
    expect(complaint(() => simgrid.startCpu(0, value)).argument).toBe('cores');
  simgrid.stopCpu(action);
});

it('time goes forward', () => {
  simgrid.advance(simgrid.clock + 10);
  for (const value of [simgrid.clock - 1, Number.NaN])
    expect(complaint(() => simgrid.advance(value))).toEqual({ operation: 'advance', argument: 'untilS', value });
});

it('time without end is no answer where nothing is left to happen', () => {
  expect(() => simgrid.advance(Number.POSITIVE_INFINITY)).toThrow(/^Nothing is left to happen/);
  expect(Number.isFinite(simgrid.clock)).toBe(true);
});

it('a platform is loaded once, and before anything is asked of it', async () => {
  using other = await SimGrid.open();
  expect(complaint(() => other.hostName(0))).toEqual({ operation: 'hostName', argument: 'host', value: 0 });
  other.load(twoHosts());
  expect(() => other.load(twoHosts())).toThrow(SimGridError);
  expect(() => other.configure('network/model', 'CM02')).toThrow(SimGridError);
});

it('what was disposed of says which call came too late', async () => {
  const gone = await SimGrid.open();
  gone.load(twoHosts());
  const action = gone.startCpu(0, 1);
  gone.dispose();
  for (const [operation, call] of Object.entries({
    hostName: () => gone.hostName(0),
    linkCount: () => gone.linkCount,
    setDemand: () => gone.setDemand(action, 1),
    startFlow: () => gone.startFlow(0, 1, 1),
    advance: () => gone.advance(1),
    clock: () => gone.clock,
  })) {
    expect(call).toThrow(DisposedError);
    expect(call).toThrow(`${operation}: `);
  }
});
