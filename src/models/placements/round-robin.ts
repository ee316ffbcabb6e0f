/** One VM per host in turn, whether or not there is room; failed hosts are left out. */
import type { PlacementKind } from './contract.ts';

export const roundRobin: PlacementKind<Record<never, never>> = {
  name: 'round-robin',
  title: 'One VM per host in turn, room or not',
  source: 'wattshift',
  parameters: {},
  create: () => {
    let next = 0;
    return {
      place: (_, hosts) => {
        for (let tried = 0; tried < hosts.length; tried++) {
          const host = hosts[next++ % hosts.length];
          if (host?.state !== 'failed') return host;
        }
        return undefined;
      },
    };
  },
};
