/** Simulates so many hosts with four VMs on each, and prints what a change of load costs. A policy that never moves
 * anything, but is asked at each change, looks at the clock. */

import type { PolicyKind } from '../../src/models/policies/contract.ts';
import { none } from '../../src/models/policies/none.ts';
import { builtIn, extend } from '../../src/models/registry.ts';
import { runScenario } from '../../src/simulation/run.ts';
import type { ChangeCost } from '../load-change.ts';
import { loadStar } from '../scenarios.ts';
import { STEPS, Windows } from './windows.ts';

const hosts = Number(process.argv[2]);
const star = await loadStar(hosts, 4 * hosts + STEPS);
const windows = new Windows();
const watch: PolicyKind<object> = {
  ...none,
  name: 'watch',
  create: () => ({
    sleep: 'never',
    on: {
      load: (_, { nowS }) => {
        if (nowS > 0) windows.step();
        return [];
      },
    },
  }),
};
const scenario = { ...star, policy: { kind: watch.name, parameters: {} } };
const { memoryBytes } = await runScenario(scenario, 0, extend(builtIn, { policies: [watch] }));
const cost: ChangeCost = {
  microseconds: windows.microseconds(),
  memoryBytes,
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(cost));
