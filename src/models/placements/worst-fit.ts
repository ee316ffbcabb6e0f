/** A VM goes where most is left of the cores once its vCPUs are taken; the first of them in the order of the platform.
 *
 *   free = cores - vCPUs of the VMs on it        cores
 *
 * Source: D. S. Johnson, Near-Optimal Bin Packing Algorithms, 1973. */
import { hasRoom, type PlacementKind, type PlaceView } from './contract.ts';

const free = ({ cores, committed }: PlaceView) => cores - committed.vcpus;

export const worstFit: PlacementKind<Record<never, never>> = {
  name: 'worst-fit',
  title: 'The host with the most room',
  source: 'Johnson 1973',
  parameters: {},
  create: () => ({
    place: (vm, hosts) => {
      let chosen: PlaceView | undefined;
      for (const host of hosts) if (hasRoom(host, vm) && (!chosen || free(host) > free(chosen))) chosen = host;
      return chosen;
    },
  }),
};
