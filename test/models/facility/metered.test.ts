import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/base/input/input-file.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { readSteps } from '../../../src/models/facility/read-steps.ts';
import { integral } from '../../../src/models/facility/steps.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import { SMALL, writeExperiment } from '../../support/experiment-file.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, scenario, star } from '../../support/scenarios.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const metered = (parameters: Readonly<Record<string, unknown>>) => ({
  kind: 'metered',
  parameters: {
    pue: 1,
    price: { timesS: [0], values: [0] },
    carbon: { timesS: [0], values: [0] },
    currency: 'currency',
    ...parameters,
  },
});

describe('the facility', () => {
  const idle = { xml: star(2), durationS: 3600, workload: constant(0.5) };
  const watts = 185 + 6.25 + 185;

  it('draws the energy of the machines times the PUE', async () => {
    const { metrics } = await runScenario(scenario({ ...idle, facility: metered({ pue: 1.5 }) }), 0);
    expect(metrics.facilityEnergyKWh).toBeCloseTo((1.5 * watts) / 1000, 12);
    expect(metrics.cost).toBe(0);
  });

  it('pays the price of the time, and emits by the intensity of the time', async () => {
    const price = { timesS: [0, 1800], values: [0.1, 0.3] };
    const carbon = { timesS: [0, 900], values: [400, 100] };
    const { metrics } = await runScenario(scenario({ ...idle, facility: metered({ pue: 2, price, carbon }) }), 0);
    const kWh = (2 * watts) / 1000;
    expect(metrics.cost).toBeCloseTo(kWh * (0.5 * 0.1 + 0.5 * 0.3), 12);
    expect(metrics.carbonKg).toBeCloseTo((kWh * (0.25 * 400 + 0.75 * 100)) / 1000, 12);
  });

  it('counts migrations and sleeping hosts: a constant price is a factor', async () => {
    const s = scenario({
      xml: star(3),
      durationS: 3600,
      simgrid: PLAIN_NETWORK,
      policy: moves([100, 'vm-0', 'pm-1'], [700, 'vm-0', 'pm-2']),
    });
    const { metrics } = await runScenario(
      { ...s, facility: metered({ pue: 1.2, price: { timesS: [0], values: [0.25] } }) },
      0,
    );
    expect(metrics.cost).toBeCloseTo((metrics.facilityEnergyKWh ?? 0) * 0.25, 9);
    expect(metrics.facilityEnergyKWh).toBeCloseTo((1.2 * metrics.energyJ) / 3.6e6, 12);
  });

  it('weighs the power of the baseline by the time, too', async () => {
    // vm-0 moves to pm-1 in the first half, where power is cheap; nobody sleeps without consolidation
    const price = { timesS: [0, 1800], values: [-0.1, 0.3] };
    const carbon = { timesS: [0, 900], values: [400, 100] };
    const run = (policy: object) =>
      runScenario(scenario({ ...idle, ...policy, facility: metered({ pue: 2, price, carbon, currency: 'EUR' }) }), 0);
    const { metrics, figures } = await run({ policy: moves([600, 'vm-0', 'pm-1']) });
    const kWh = (2 * watts) / 1000;
    expect(metrics.baselineCost).toBeCloseTo(kWh * (0.5 * -0.1 + 0.5 * 0.3), 12);
    expect(metrics.baselineCarbonKg).toBeCloseTo((kWh * (0.25 * 400 + 0.75 * 100)) / 1000, 12);
    expect(metrics.savedCost).toBe((metrics.baselineCost ?? 0) - (metrics.cost ?? 0));
    expect(metrics.savedCarbonKg).toBe((metrics.baselineCarbonKg ?? 0) - (metrics.carbonKg ?? 0));
    expect(metrics.savedCost).toBeGreaterThan(0.01);
    expect(figures?.savedCost).toMatchObject({ unit: 'EUR', title: 'saved cost' });

    const still = await run({});
    expect(still.metrics.baselineCost).toBeCloseTo(still.metrics.cost ?? 0, 12);
    expect(still.metrics.savedCost).toBeCloseTo(0, 12);
  });

  it('has for its baseline the cost of a run without consolidation, whatever the loads do', async () => {
    const price = { timesS: [0, 1000, 2000, 5000], values: [0.1, -0.2, 0.4, 0.05] };
    const s = scenario({
      xml: star(4),
      durationS: 7200,
      vms: [{ count: 8, vcpus: 1, memoryBytes: 2e9 }],
      workload: bursty('webserver'),
      facility: metered({ pue: 1.3, price }),
    });
    const [packed, still] = [await runScenario({ ...s, policy: ffd() }, 5), await runScenario(s, 5)];
    expect(packed.metrics.baselineCost).toBeCloseTo(still.metrics.cost ?? 0, 12);
    expect(packed.metrics.cost).not.toBeCloseTo(still.metrics.cost ?? 0, 3);
    expect(packed.figures).toEqual({});
  });

  it('adds nothing to the results where nothing is known of it', async () => {
    const { metrics } = await runScenario(scenario(idle), 0);
    expect(Object.keys(metrics)).not.toContain('cost');
  });
});

describe('steps', () => {
  it('integrate piece by piece', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 50 })), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.integer({ min: 0, max: 3000 }),
        (pieces, end) => {
          const timesS = pieces.map((_, i) => pieces.slice(0, i).reduce((sum, [length]) => sum + length, 0));
          const values = pieces.map(([, value]) => value);
          let plain = 0;
          for (let t = 0; t < end; t++) plain += values[timesS.findLastIndex((start) => start <= t)] as number;
          expect(integral({ timesS, values })(end)).toBeCloseTo(plain, 6);
        },
      ),
    ));

  it('from a file that is wrong name every line', async () => {
    await expect(read('time,value\n5,1\n')).rejects.toThrow('grid.csv:2:1: the first time is 5');
    await expect(read('time,value\n0,1\n0,2\n')).rejects.toThrow('grid.csv:3:1: time 0 does not come after 0');
    await expect(read('time,value\n0,-1\n')).rejects.toThrow("value '-1' is negative");
    await expect(read('time,price\n0,1\n')).rejects.toThrow('the file lacks the column value');
    await expect(read('time;value\n0;0,3\n')).rejects.toThrow(
      "grid.csv:2:1: value '0,3' is not a number; write decimals with a point",
    );
  });

  it('of a price may be negative', async () => {
    expect(await read('time,value\n0,-12.5\n', true)).toEqual({ timesS: [0], values: [-12.5] });
  });
});

async function read(text: string, negative = false) {
  const path = join(temporaryFolder(), 'grid.csv');
  writeFileSync(path, text);
  return readSteps(await openInput(path), { negative });
}

describe('parameters', () => {
  const problems = (facility: object) =>
    loadExperiment(writeExperiment(temporaryFolder(), { ...SMALL, facility: { kind: 'metered', ...facility } })).then(
      () => '',
      (error: Error) => error.message,
    );

  it('take a negative price and the name of a currency', async () => {
    expect(await problems({ price: -0.05, currency: 'EUR' })).toBe('');
    expect(await problems({ price: 0.2, currency: '€' })).toBe('');
  });

  it.each([
    [{ carbon: -1 }, 'facility.carbon: -1 is too small'],
    [{ price: true }, 'expected a number, or the name of a CSV or Parquet file'],
    // a unit of something else, which tables would convert
    [{ currency: 'J' }, 'expected the name of a currency, such as EUR'],
    [{ currency: '1' }, 'expected the name of a currency, such as EUR'],
    [{ currency: '' }, 'expected the name of a currency, such as EUR'],
  ])('%j is refused', async (facility, message) => {
    expect(await problems(facility)).toContain(message);
  });
});
