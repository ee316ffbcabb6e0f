/** From the joules of the machines to what a facility draws, pays for and emits.
 *
 *   E_facility = PUE * E_IT
 *   cost       = integral of PUE * P(t) * price(t) dt
 *   carbon     = integral of PUE * P(t) * intensity(t) dt
 *
 * E in J, P in W, price per kWh, intensity in g/kWh; the results in kWh, currency units and kg. Price and intensity are
 * constant, or step functions of time from a file. The energy of a migration counts as drawn evenly while it lasts.
 *
 * Source: PUE as in ISO/IEC 30134-2; the rest is arithmetic. */
import { z } from 'zod';
import { custom, type FileAccess, quantity } from '../kind.ts';
import type { FacilityKind, RunEnergy } from './contract.ts';
import { readSteps } from './read-steps.ts';
import { constantly, integral, type Steps, valueAt } from './steps.ts';

/** A number, or the file that holds the steps; once loaded, the steps themselves. */
type Rate = number | string | Steps;

interface Parameters {
  readonly pue: number;
  readonly price: Rate;
  readonly carbon: Rate;
}

const J_PER_KWH = 3.6e6;
const G_PER_KG = 1000;

const rate = z.union([z.number().min(0), z.string().min(1)], {
  error: 'expected a number that is not negative, or the name of a CSV file',
});

/** A rate as `load` leaves it, too. */
const loadedRate: z.ZodType<Rate> = z
  .union([rate, z.object({ timesS: z.array(z.number()), values: z.array(z.number()) })])
  .prefault(0);

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
      rate.prefault(0),
      'per kWh | file',
      'Price of energy; a CSV file with the columns time,value gives steps',
      '0',
      loadedRate,
    ),
    carbon: custom<Rate>(
      rate.prefault(0),
      'g/kWh | file',
      'Carbon intensity; a CSV file with the columns time,value gives steps',
      '0',
      loadedRate,
    ),
  },
  load: (parameters, files) => ({
    ...parameters,
    price: loadRate(parameters.price, files),
    carbon: loadRate(parameters.carbon, files),
  }),
  create: ({ pue, price, carbon }) => ({
    metrics: (run) => ({
      facilityEnergyKWh: (pue * run.energyJ) / J_PER_KWH,
      cost: (pue * weightedJ(price as Steps, run)) / J_PER_KWH,
      carbonKg: (pue * weightedJ(carbon as Steps, run)) / J_PER_KWH / G_PER_KG,
    }),
  }),
};

function loadRate(value: Rate, files: FileAccess): Rate {
  if (typeof value === 'number') return constantly(value);
  if (typeof value !== 'string') return value;
  const { path, text } = files.read(value);
  return readSteps(path, text);
}

/** Integral of power times a stepwise weight, J times its unit. */
function weightedJ(weight: Steps, { power, counts, migrations, durationS }: RunEnergy): number {
  const upTo = integral(weight);
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
    const mean = endS > startS ? (upTo(endS) - upTo(startS)) / (endS - startS) : valueAt(weight, startS);
    sum += (energiesJ[row] as number) * mean;
  }
  return sum;
}
