/** VMs that ask for the same flop/s everywhere, on hosts of different speeds. */
import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import { constant, ffd, moves, PLAIN_NETWORK, scenario } from '../support/scenarios.ts';

const IDLE = 100;
const BUSY = 200;

/** Hosts with 2 cores each, of these speeds in Gflop/s, on a network that takes no time to speak of. */
const hosts = (
  ...gflops: number[]
) => `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
${gflops.map((speed, i) => `<host id="pm-${i}" speed="${speed}Gf" core="2"><prop id="wattage_per_state" value="${IDLE}:${IDLE}:${BUSY}"/><prop id="wattage_off" value="0"/></host>`).join('\n')}
<link id="l" bandwidth="1000Gbps" latency="0us"/>
${gflops.flatMap((_, a) => gflops.slice(a + 1).map((_, b) => `<route src="pm-${a}" dst="pm-${a + 1 + b}"><link_ctn id="l"/></route>`)).join('\n')}
</zone></platform>`;

const group = (count: number, speed?: number) => ({
  count,
  vcpus: 1,
  memoryBytes: 1e9,
  ...(speed === undefined ? {} : { speed }),
});

describe('a VM with a speed', () => {
  // a load of 0.5 at 4 Gf are 2 Gflop/s: half of a core of 4, a quarter of one of 8, all of one of 2 Gf or less
  it.each([
    { gflops: 4, cores: 0.5, unserved: 0 },
    { gflops: 8, cores: 0.25, unserved: 0 },
    { gflops: 2, cores: 1, unserved: 0 },
    { gflops: 1, cores: 1, unserved: 0.5 },
  ])('takes $cores of a core of $gflops Gf', async ({ gflops, cores, unserved }) => {
    const s = scenario({ xml: hosts(gflops), vms: [group(1, 4e9)], workload: constant(0.5), durationS: 1000 });
    const { account, metrics } = await runScenario(s, 0);
    expect(account.hosts[0]?.totalJ).toBeCloseTo(1000 * (IDLE + (BUSY - IDLE) * (cores / 2)), 6);
    expect(account.vms[0]?.dynamicJ).toBeCloseTo(1000 * (BUSY - IDLE) * (cores / 2), 6);
    expect(metrics.unservedRatio).toBeCloseTo(unserved, 12);
    expect(metrics.overloadTimeRatio).toBe(0);
  });

  it('takes its flop/s along, and the baseline stays where it was', async () => {
    const s = scenario({
      xml: hosts(4, 8),
      vms: [group(1, 4e9)],
      workload: constant(0.5),
      durationS: 1000,
      simgrid: PLAIN_NETWORK,
      policy: moves([400, 'vm-0', 'pm-1']),
      mechanism: { kind: 'ideal', parameters: {} },
    });
    const { account, metrics } = await runScenario(s, 0);
    expect(account.hosts[0]?.totalJ).toBeCloseTo(400 * (IDLE + 25), 6);
    expect(account.hosts[1]?.totalJ).toBeCloseTo(600 * (IDLE + 12.5), 6);
    expect(metrics.baselineEnergyJ).toBeCloseTo(1000 * (2 * IDLE + 25), 6);
    expect(metrics.unservedRatio).toBe(0);
  });

  it('writes memory as fast as it computes', async () => {
    const run = async (speed: number) => {
      const s = scenario({
        xml: hosts(2, 2),
        vms: [group(1, speed)],
        workload: constant(1, 100e6, 1e9),
        durationS: 100,
        simgrid: { ...PLAIN_NETWORK },
        policy: moves([10, 'vm-0', 'pm-1']),
      });
      return [...(await runScenario(s, 0)).migrations][0];
    };
    // 1 GB takes 8 ms at 125 GB/s; the whole of 4 Gf would write twice what a core of 2 Gf lets it
    const [half, all] = [await run(4e9), await run(2e9)];
    expect((all?.stage3Bytes ?? 0) / (half?.stage3Bytes ?? 1)).toBeCloseTo(2, 6);
  });

  it('shares an overloaded host in proportion to vCPUs, whatever its speed', async () => {
    const s = scenario({
      xml: hosts(2),
      vms: [group(3, 4e9)],
      placement: ['pm-0', 'pm-0', 'pm-0'],
      workload: constant(1),
      durationS: 900,
    });
    const { account, metrics } = await runScenario(s, 0);
    for (const vm of account.vms) expect(vm.dynamicJ).toBeCloseTo((900 * (BUSY - IDLE)) / 3, 6);
    // 2 cores of 2 Gf for what asks for 3 vCPUs of 4 Gf
    expect(metrics.unservedRatio).toBeCloseTo(1 - 4 / 12, 12);
    expect(metrics.overloadTimeRatio).toBe(1);
  });
});

describe.each(['ffd', 'consolidate'])('%s', (kind) => {
  it('packs by what VMs ask for there', async () => {
    // 4 VMs of 2 Gflop/s: they fill the 2 cores of 4 Gf on the first host; of 2 Gf it would hold 2 only
    const run = (gflops: readonly number[]) =>
      runScenario(
        scenario({
          xml: hosts(...gflops),
          vms: [group(4, 4e9)],
          placement: ['pm-0', 'pm-0', 'pm-1', 'pm-1'],
          workload: constant(0.5),
          durationS: 2000,
          policy:
            kind === 'ffd'
              ? ffd()
              : {
                  kind,
                  parameters: {
                    period: 300,
                    offset: 300,
                    sleepAfter: 0,
                    when: { kind: 'threshold', parameters: { utilisation: 1 } },
                  },
                },
        }),
        0,
      );
    const fast = await run([4, 4]);
    expect(fast.metrics.migrations).toBe(2);
    expect(fast.metrics.unservedRatio).toBe(0);
    const slow = await run([2, 2]);
    expect(slow.metrics.migrations).toBe(0);
    expect(slow.metrics.overloadTimeRatio).toBe(0);
    const mixed = await run([2, 8]);
    expect(mixed.metrics.overloadTimeRatio).toBe(0);
    expect(mixed.metrics.unservedRatio).toBe(0);
  });
});
