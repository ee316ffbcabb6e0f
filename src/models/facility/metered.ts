/** From the joules of the machines to what a facility draws, pays for and emits.
 *
 *   E_facility = PUE * E_IT
 *   cost       = integral of PUE * P(t) * price(t) dt
 *   carbon     = integral of PUE * P(t) * intensity(t) dt
 *
 * E in J, P in W, price per kWh, intensity in g/kWh; the results in kWh, currency units and kg. Price and intensity are
 * constant, or step functions of time from a file; a price may be negative. The energy of a migration counts as drawn
 * evenly while it lasts. The same integrals over the power of the baseline tell what was saved.
 *
 * Source: PUE as in ISO/IEC 30134-2; the rest is arithmetic. */
import { z } from 'zod';
import { custom, type FileAccess, quantity } from '../../base/kind.ts';
import { CURRENCY, type Figures, METRIC_NAMES, METRICS } from '../../results/metrics/metrics.ts';
import type { FacilityKind, RunEnergy } from './contract.ts';
import { readSteps } from './read-steps.ts';
import { constantly, integral, type Steps, valueAt } from './steps.ts';

/** A number, or the file that holds the steps; once loaded, the steps themselves. */
type Rate = number | string | Steps;

interface Parameters {
  readonly pue: number;
  readonly price: Rate;
  readonly carbon: Rate;
  readonly currency: string;
}

const J_PER_KWH = 3.6e6;
const G_PER_KG = 1000;

const price = z.union([z.number(), z.string().min(1)], {
  error: 'expected a number, or the name of a CSV or Parquet file',
});

const intensity = z.union([z.number().min(0), z.string().min(1)], {
  error: 'expected a number that is not negative, or the name of a CSV or Parquet file',
});

/** A sign, or two letters and more: not to be taken for a unit such as J. */
const currency = z.string().regex(/^(\p{Sc}|[\p{L}\p{Sc}][\p{L}\p{Sc}.]{1,11})$/u, {
  error: 'expected the name of a currency, such as EUR',
});

/** A rate as `load` leaves it, too. */
const loaded = (rate: typeof price): z.ZodType<Rate> =>
  z.union([rate, z.object({ timesS: z.array(z.number()), values: z.array(z.number()) })]).prefault(0);

export const metered: FacilityKind<Parameters> = {
  name: 'metered',
  title: 'PUE, price and carbon intensity',
  source: 'ISO/IEC 30134-2 (PUE)',
  parameters: {
    pue: quantity('number', 'Power usage effectiveness: energy of the facility over that of the machines', {
      default: 1,
      min: 1,
    }),
    price: custom<Rate>(
      price.prefault(0),
      'per kWh | file',
      'Price of energy, below 0 where one is paid for taking it; a CSV or Parquet file with the columns time,value gives steps',
      '0',
      loaded(price),
    ),
    carbon: custom<Rate>(
      intensity.prefault(0),
      'g/kWh | file',
      'Carbon intensity; a CSV or Parquet file with the columns time,value gives steps',
      '0',
      loaded(intensity),
    ),
    currency: custom<string>(
      currency.prefault(CURRENCY),
      '',
      'Currency of the price: the unit of costs in tables and results',
      CURRENCY,
    ),
  },
  load: async (parameters, files) => ({
    ...parameters,
    price: await loadRate(parameters.price, files, { negative: true }),
    carbon: await loadRate(parameters.carbon, files, { negative: false }),
  }),
  create: ({ pue, price, carbon, currency }) => {
    const money = new Meter(price as Steps);
    const grams = new Meter(carbon as Steps);
    return {
      baselineDrew: (watts, fromS, untilS) => {
        money.baselineDrew(watts, fromS, untilS);
        grams.baselineDrew(watts, fromS, untilS);
      },
      metrics: (run) => {
        const perKWh = (sum: number) => (pue * sum) / J_PER_KWH;
        const cost = perKWh(money.ofRun(run));
        const baselineCost = perKWh(money.ofBaseline);
        const carbonKg = perKWh(grams.ofRun(run)) / G_PER_KG;
        const baselineCarbonKg = perKWh(grams.ofBaseline) / G_PER_KG;
        return {
          facilityEnergyKWh: (pue * run.energyJ) / J_PER_KWH,
          cost,
          baselineCost,
          savedCost: baselineCost - cost,
          carbonKg,
          baselineCarbonKg,
          savedCarbonKg: baselineCarbonKg - carbonKg,
        };
      },
      figures: currency === CURRENCY ? undefined : inCurrency(currency),
    };
  },
};

/** All amounts of money, in that currency. */
function inCurrency(unit: string): Figures {
  const amounts = METRIC_NAMES.filter((name) => METRICS[name].unit === CURRENCY);
  return Object.fromEntries(
    amounts.map((name) => [name, { unit, title: METRICS[name].title, description: METRICS[name].description }]),
  );
}

async function loadRate(value: Rate, files: FileAccess, bounds: { readonly negative: boolean }): Promise<Rate> {
  if (typeof value === 'number') return constantly(value);
  if (typeof value !== 'string') return value;
  return readSteps(await files.open(value), bounds);
}

/** Integrals of power times a stepwise weight, J times its unit. */
class Meter {
  ofBaseline = 0;
  readonly #weight: Steps;
  readonly #upTo: (timeS: number) => number;

  constructor(weight: Steps) {
    this.#weight = weight;
    this.#upTo = integral(weight);
  }

  baselineDrew(watts: number, fromS: number, untilS: number): void {
    this.ofBaseline += watts * (this.#upTo(untilS) - this.#upTo(fromS));
  }

  ofRun({ power, counts, migrations, durationS }: RunEnergy): number {
    const upTo = this.#upTo;
    const sinceS = new Float64Array(power.hostNames.length);
    const watts = new Float64Array(power.hostNames.length);
    let sum = 0;
    const close = (host: number, timeS: number) => {
      if (counts(host)) sum += (watts[host] as number) * (upTo(timeS) - upTo(sinceS[host] as number));
      sinceS[host] = timeS;
    };
    for (const [row, host] of power.host.entries()) {
      close(host, power.timeS[row] as number);
      watts[host] = power.watts[row] as number;
    }
    for (let host = 0; host < watts.length; host++) close(host, durationS);
    const endsS = migrations.column('endS');
    const energiesJ = migrations.column('energyJ');
    for (const [row, startS] of migrations.column('startS').entries()) {
      const endS = endsS[row] as number;
      const mean = endS > startS ? (upTo(endS) - upTo(startS)) / (endS - startS) : valueAt(this.#weight, startS);
      sum += (energiesJ[row] as number) * mean;
    }
    return sum;
  }
}
