/** Hosts in the order of the platform, each filled until its cores are taken by vCPUs or its memory is; a host that had
 * no room for one VM gets none of those after it, until a VM has left it or one before it. */
import { hasRoom, type PlacementKind } from './contract.ts';

export const fill: PlacementKind<Record<never, never>> = {
  name: 'fill',
  title: 'Hosts in document order, each filled by vCPUs and memory',
  source: 'wattshift',
  parameters: {},
  create: () => {
    let next = 0;
    return {
      place: (vm, hosts) => {
        for (let i = next; i < hosts.length; i++) {
          const host = hosts[i] as (typeof hosts)[number];
          if (!hasRoom(host, vm)) continue;
          next = i;
          return host;
        }
        return undefined; // one that is smaller may still fit
      },
      freed: (host, hosts) => {
        const position = hosts.indexOf(host);
        if (position >= 0) next = Math.min(next, position);
      },
    };
  },
};
