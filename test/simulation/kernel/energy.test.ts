/** Energy of hosts over changes of pstate, and of links, worked out on paper. */
import { SimGrid, SimGridError } from 'simgrid-wasm';
import { describe, expect, it } from 'vitest';
import { twoHosts } from './two-hosts.ts';

const RELATIVE = 1e-9;

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected) / expected).toBeLessThanOrEqual(RELATIVE);
}

async function openPlatform(xml: string, files: Record<string, string> = {}): Promise<SimGrid> {
  const simgrid = await SimGrid.open({ linkEnergy: true });
  simgrid.load(xml, files);
  return simgrid;
}

/** Until a flow has ended. */
function advanceToEvent(simgrid: SimGrid): void {
  while (simgrid.advance(Number.POSITIVE_INFINITY).length === 0);
}

function linkNamed(simgrid: SimGrid, name: string): number {
  return Array.from({ length: simgrid.linkCount }, (_, link) => link).find(
    (link) => simgrid.linkName(link) === name,
  ) as number;
}

describe('pstates', () => {
  it('are told with their speeds and powers', async () => {
    using simgrid = await openPlatform(twoHosts());
    expect(simgrid.hostPstates(0)).toBe(2);
    expect(simgrid.hostPstate(0)).toBe(0);
    expect([0, 1].map((pstate) => simgrid.hostSpeed(0, pstate))).toEqual([10e9, 5e9]);
    expect(simgrid.hostPowerRange(0, 0)).toEqual({ idleW: 100, minW: 110, maxW: 200 });
    expect(simgrid.hostPowerRange(0, 1)).toEqual({ idleW: 80, minW: 85, maxW: 140 });
  });

  it('running work goes on at the new speed, and energy follows', async () => {
    using simgrid = await openPlatform(twoHosts());
    const work = simgrid.startCpu(0, 4);
    simgrid.setDemand(work, 30e9); // 3 of 4 cores at 10 Gf; all 4 at 5 Gf are not enough
    simgrid.advance(10);
    expect(simgrid.cpuRate(work)).toBe(30e9);
    simgrid.setHostPstate(0, 1);
    expect(simgrid.hostPstate(0)).toBe(1);
    expect(simgrid.hostSpeed(0)).toBe(5e9);
    simgrid.advance(30);
    expect(simgrid.cpuRate(work)).toBe(20e9);
    simgrid.setDemand(work, 10e9);
    simgrid.advance(40);
    simgrid.setHostPstate(0, 0);
    simgrid.advance(50);
    expect(simgrid.cpuRate(work)).toBe(10e9);
    const joules =
      10 * (110 + (90 * 30) / 40) + // pstate 0, 3 of 4 cores
      20 * 140 + // pstate 1, all cores
      10 * (85 + (55 * 10) / 20) + // pstate 1, half of them
      10 * (110 + (90 * 10) / 40); // pstate 0, a quarter
    expectClose(simgrid.hostEnergyJ(0), joules);
    expectClose(simgrid.hostEnergyJ(1), 50 * 100);
  });
});

describe('link energy', () => {
  const wire = '<prop id="wattage_range" value="10:20"/><prop id="wattage_off" value="1"/>';

  it('is idle power over time, and the rest for bytes / bandwidth', async () => {
    using simgrid = await openPlatform(twoHosts({ wire }));
    const link = linkNamed(simgrid, 'wire');
    simgrid.advance(100);
    simgrid.startFlow(0, 1, 125e7); // 10 s
    advanceToEvent(simgrid);
    simgrid.advance(150);
    simgrid.startFlow(0, 1, 125e6, 62.5e6); // 2 s at half the bandwidth
    advanceToEvent(simgrid);
    simgrid.advance(200);
    expectClose(simgrid.linkEnergyJ(link), 10 * 200 + (20 - 10) * ((125e7 + 125e6) / 125e6));
  });

  it('counts the bytes of a flow that was cancelled up to then', async () => {
    using simgrid = await openPlatform(twoHosts({ wire }));
    const link = linkNamed(simgrid, 'wire');
    const flow = simgrid.startFlow(0, 1, 125e9);
    simgrid.advance(7);
    simgrid.cancelFlow(flow);
    simgrid.advance(20);
    expectClose(simgrid.linkEnergyJ(link), 10 * 20 + 10 * 7);
  });

  it('goes by the bandwidth that held, where a profile changes it', async () => {
    using simgrid = await openPlatform(twoHosts({ wire, attributes: 'bandwidth_file="wire.txt"' }), {
      'wire.txt': '5 62500000\n',
    });
    const link = linkNamed(simgrid, 'wire');
    simgrid.startFlow(0, 1, 125e7, 62.5e6); // at half the bandwidth for 5 s, then at all of it for 15 s
    advanceToEvent(simgrid);
    expectClose(simgrid.clock, 20);
    expectClose(simgrid.linkEnergyJ(link), 10 * 20 + 10 * (0.5 * 5 + 15));
  });

  it('each direction of a split-duplex link draws half', async () => {
    const duplex = twoHosts({ wire, attributes: 'sharing_policy="SPLITDUPLEX"' }).replace(
      '<link_ctn id="wire"/>',
      '<link_ctn id="wire" direction="UP"/>',
    );
    using simgrid = await openPlatform(duplex);
    simgrid.startFlow(0, 1, 125e7); // 10 s, one way
    advanceToEvent(simgrid);
    expectClose(simgrid.linkEnergyJ(linkNamed(simgrid, 'wire_UP')), 5 * 10 + 5 * 10);
    expectClose(simgrid.linkEnergyJ(linkNamed(simgrid, 'wire_DOWN')), 5 * 10);
  });

  it('is refused where it was not switched on, and a range that is none at the loading', async () => {
    using simgrid = await SimGrid.open();
    simgrid.load(twoHosts({ wire }));
    expect(() => simgrid.linkEnergyJ(0)).toThrow('Link energy was not switched on');
    for (const range of ['10', '10:', 'a:b', '10:20:30'])
      await expect(openPlatform(twoHosts({ wire: `<prop id="wattage_range" value="${range}"/>` }))).rejects.toThrow(
        SimGridError,
      );
  });
});
