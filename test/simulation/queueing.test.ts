/** Arrivals, lifetimes and the queue together, against queueing theory.
 *
 *   a = arrival rate * mean work,  rho = a / c
 *   C = a^c / c! / (1 - rho) / (sum over k < c of a^k / k!  +  a^c / c! / (1 - rho))        Erlang's C: somebody waits
 *   W = C / (c - a) * mean work                                                             mean time of waiting, s
 *
 * Source: L. Kleinrock, Queueing Systems, volume 1, 1975, section 3.5 (M/M/m). */
import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/simulation/run.ts';
import { constant, scenario, star } from '../support/scenarios.ts';

const CORES = 4; // of each host
const MEAN_S = 600;
const DAYS = 30;
const SEEDS = 12;
/** Student's t with 11 degrees of freedom, two-sided 99.9 %: right or wrong, it fails once in a thousand designs. */
const T = 4.437;

function erlangC(servers: number, load: number): number {
  let term = 1; // a^k / k!
  let sum = 0;
  for (let k = 0; k < servers; k++) {
    sum += term;
    term *= load / (k + 1);
  }
  const waits = term / (1 - load / servers);
  return waits / (sum + waits);
}

async function waitingTimes(hosts: number, rho: number, kind: 'time' | 'work'): Promise<readonly number[]> {
  const interval = MEAN_S / (rho * hosts * CORES);
  const s = scenario({
    xml: star(hosts),
    durationS: DAYS * 86_400,
    vms: [
      {
        count: Number.POSITIVE_INFINITY,
        vcpus: 1,
        memoryBytes: 1e9,
        arrivals: { kind: 'poisson', parameters: { interval } },
        lifetime: { kind, parameters: { mean: MEAN_S, distribution: 'exponential' } },
      },
    ],
    workload: constant(1),
  });
  const runs = await Promise.all(Array.from({ length: SEEDS }, (_, seed) => runScenario(s, seed)));
  return runs.map(({ metrics }) => metrics.waitingTimeMeanS as number);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('M/M/c', () => {
  it.each([
    { hosts: 1, rho: 0.7, kind: 'time' },
    { hosts: 1, rho: 0.8, kind: 'work' },
    { hosts: 2, rho: 0.85, kind: 'work' },
  ] as const)('$hosts hosts with 4 cores, $rho of them busy, a $kind each', async ({ hosts, rho, kind }) => {
    const waits = await waitingTimes(hosts, rho, kind);
    const servers = hosts * CORES;
    const expectedS = (erlangC(servers, rho * servers) / (servers * (1 - rho))) * MEAN_S;
    const meanS = mean(waits);
    const deviationS = Math.sqrt(mean(waits.map((wait) => (wait - meanS) ** 2)) * (SEEDS / (SEEDS - 1)));
    const halfWidthS = (T * deviationS) / Math.sqrt(SEEDS);
    expect(halfWidthS / expectedS).toBeLessThan(0.2); // it says something
    expect(Math.abs(meanS - expectedS), `${meanS} s, expected ${expectedS} ± ${halfWidthS} s`).toBeLessThan(halfWidthS);
  });
});
