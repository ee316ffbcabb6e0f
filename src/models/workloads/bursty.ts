/** Bursty workloads: heavy and light phases alternate. A phase lasts 600, 700, ..., 1200 s with equal probability; a
 * load is drawn once per phase and VM, uniformly from the range of its kind of phase; memory is written only while
 * the load is heavy. At t = 0 a VM is heavy or light with equal probability, at a random point of the phase.
 *
 * Loads are fractions of the VM's vCPUs, the dirty rate is in bytes/s, the working set in bytes.
 *
 * Source: Akiyama 2014, table 5.1 and section 5.5.2; the state at t = 0 is not given there. */
import { quantity } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';
import type { Phase, WorkloadKind } from './contract.ts';

interface Parameters {
  readonly workingSet: number;
  readonly dirtyRate: number;
}

type Range = readonly [low: number, high: number];

export function bursty(
  name: string,
  title: string,
  light: Range,
  heavy: Range,
  workingSet: string,
): WorkloadKind<Parameters> {
  return {
    name,
    title,
    source: 'Akiyama 2014, table 5.1',
    parameters: {
      workingSet: quantity('bytes', 'Distinct memory that a VM writes', { default: workingSet }),
      dirtyRate: quantity('byteRate', 'Rate of writing while the load is heavy', { default: '2 MB/s' }),
    },
    create: (parameters) => ({
      workingSetBytes: parameters.workingSet,
      phases: (_, random) => phases(random, light, heavy, parameters.dirtyRate),
    }),
  };
}

function* phases(random: Random, light: Range, heavy: Range, dirtyRate: number): Generator<Phase, void> {
  let isHeavy = random.unit() < 0.5;
  let passed = random.unit();
  for (;;) {
    const wholeS = 600 + 100 * random.below(7);
    const range = isHeavy ? heavy : light;
    const load = random.between(range[0], range[1]);
    yield { durationS: wholeS * (1 - passed), load, dirtyRate: isHeavy ? dirtyRate : 0 };
    isHeavy = !isHeavy;
    passed = 0;
  }
}
