/** A workload for asking what the state at t = 0 does: the phases of `full-zero` and `webserver`, but every VM begins
 * with a whole phase at t = 0, so that all of them change together at first and drift apart only slowly. */
import { choice } from 'wattshift';

const LOADS = {
  'full-zero': { light: [0, 0], heavy: [1, 1] },
  webserver: { light: [0.1, 0.3], heavy: [0.8, 1] },
};

function* phases(random, loads, first) {
  let heavy = first === 'drawn' ? random.unit() < 0.5 : first === 'heavy';
  for (;;) {
    const load = random.between(...(heavy ? loads.heavy : loads.light));
    yield { durationS: 600 + 100 * random.below(7), load, heavy, dirtyRate: heavy ? 2e6 : 0 };
    heavy = !heavy;
  }
}

export default {
  workloads: [
    {
      name: 'whole-phases',
      title: 'Bursty loads that begin with a whole phase',
      source: 'Akiyama 2014, table 5.1, which leaves the state at t = 0 open',
      parameters: {
        loads: choice(['full-zero', 'webserver'], 'Whose loads'),
        first: choice(['heavy', 'light', 'drawn'], 'The phase that each VM begins with', 'drawn'),
      },
      create: ({ loads, first }) => ({
        workingSetBytes: 128e6,
        phases: (_, random) => phases(random, LOADS[loads], first),
      }),
    },
  ],
};
