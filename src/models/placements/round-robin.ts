/** One VM per host in turn, whether or not there is room. */
import type { PlacementKind } from './contract.ts';

export const roundRobin: PlacementKind<Record<never, never>> = {
  name: 'round-robin',
  title: 'One VM per host in turn, room or not',
  source: 'wattshift',
  parameters: {},
  create: () => {
    let next = 0;
    return { place: (_, hosts) => hosts[next++ % hosts.length] };
  },
};
