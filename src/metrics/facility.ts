/** From the joules of the machines to what a facility pays for and emits.
 *
 *   E_facility = PUE * E_IT
 *   cost       = integral of PUE * P(t) * price(t) dt
 *   carbon     = integral of PUE * P(t) * intensity(t) dt
 *
 * E in J, P in W, price per kWh, intensity in g/kWh; the results in kWh, currency units and kg. The energy of a
 * migration counts as drawn evenly while it lasts. PUE: power usage effectiveness (ISO/IEC 30134-2). */
import type { PowerSeries } from '../results/run-output.ts';
import type { MigrationRecord } from './migration-record.ts';

/** A value over time: `values[i]` holds from `timesS[i]` until `timesS[i + 1]`; the first time is 0. */
export interface Steps {
  readonly timesS: readonly number[];
  readonly values: readonly number[];
}

export interface Facility {
  readonly pue: number;
  /** Per kWh. */
  readonly price: Steps;
  /** g/kWh. */
  readonly carbon: Steps;
}

export interface FacilityMetrics {
  readonly facilityEnergyKWh: number;
  readonly cost: number;
  readonly carbonKg: number;
}

const J_PER_KWH = 3.6e6;

/** `counts` says which hosts' power counts. */
export function facilityMetrics(
  facility: Facility,
  energyJ: number,
  power: PowerSeries,
  counts: (host: number) => boolean,
  migrations: readonly MigrationRecord[],
  durationS: number,
): FacilityMetrics {
  const weighted = (steps: Steps) => (facility.pue * weightedJ(steps, power, counts, migrations, durationS)) / J_PER_KWH;
  return {
    facilityEnergyKWh: (facility.pue * energyJ) / J_PER_KWH,
    cost: weighted(facility.price),
    carbonKg: weighted(facility.carbon) / 1000,
  };
}

/** Integral of power times a stepwise weight. */
function weightedJ(steps: Steps, power: PowerSeries, counts: (host: number) => boolean, migrations: readonly MigrationRecord[], endS: number): number {
  const upTo = cumulative(steps);
  const between = (fromS: number, toS: number) => upTo(toS) - upTo(fromS);
  const since = new Float64Array(power.hostNames.length);
  const watts = new Float64Array(power.hostNames.length);
  let sum = 0;
  const close = (host: number, timeS: number) => {
    if (counts(host)) sum += (watts[host] as number) * between(since[host] as number, timeS);
    since[host] = timeS;
  };
  for (const [row, host] of power.host.entries()) {
    close(host, power.timeS[row] as number);
    watts[host] = power.watts[row] as number;
  }
  for (let host = 0; host < watts.length; host++) close(host, endS);
  for (const { startS, endS: end, energyJ } of migrations) {
    sum += end > startS ? (energyJ / (end - startS)) * between(startS, end) : energyJ * valueAt(steps, startS);
  }
  return sum;
}

/** The integral of the steps from 0 to t, by bisection. */
function cumulative({ timesS, values }: Steps): (timeS: number) => number {
  const sums = [0];
  for (let i = 1; i < timesS.length; i++) {
    sums.push((sums[i - 1] as number) + (values[i - 1] as number) * ((timesS[i] as number) - (timesS[i - 1] as number)));
  }
  return (timeS) => {
    const i = lastBefore(timesS, timeS);
    return (sums[i] as number) + (values[i] as number) * (timeS - (timesS[i] as number));
  };
}

function valueAt({ timesS, values }: Steps, timeS: number): number {
  return values[lastBefore(timesS, timeS)] as number;
}

/** Index of the last time that is not after `timeS`. */
function lastBefore(timesS: readonly number[], timeS: number): number {
  let low = 0;
  let high = timesS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((timesS[middle] as number) <= timeS) low = middle;
    else high = middle - 1;
  }
  return low;
}
