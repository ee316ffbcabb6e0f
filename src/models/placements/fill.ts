/** Hosts in the order of the platform, each filled until its cores are taken by vCPUs or its memory is; a host that had
 * no room for one VM gets none of those after it. */
import type { PlacementKind } from './contract.ts';

export const fill: PlacementKind<Record<never, never>> = {
  name: 'fill',
  title: 'Hosts in document order, each filled by vCPUs and memory',
  source: 'wattshift',
  parameters: {},
  create: () => {
    let next = 0;
    return {
      place: ({ vcpus, memoryBytes }, hosts) => {
        for (; next < hosts.length; next++) {
          const host = hosts[next] as (typeof hosts)[number];
          const { committed } = host;
          if (committed.vcpus + vcpus <= host.cores && committed.memoryBytes + memoryBytes <= host.ramBytes)
            return host;
        }
        return undefined;
      },
    };
  },
};
