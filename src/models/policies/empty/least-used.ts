/** Hosts are emptied one after the other, the one with the least utilisation first:  demand / capacity.
 *
 * Source: Beloglazov and Buyya 2012. */
import type { EmptyingKind } from '../parts.ts';

export const leastUsed: EmptyingKind<Record<never, never>> = {
  name: 'least-used',
  title: 'The least used hosts first',
  source: 'Beloglazov and Buyya 2012',
  parameters: {},
  create: () => (hosts, plan) => {
    const used = new Map(hosts.map((host) => [host, plan.demandCores(host) / host.capacity.cores]));
    return hosts.toSorted((a, b) => (used.get(a) as number) - (used.get(b) as number) || a.index - b.index);
  },
};
