/** A VM goes to the first host with room, in the order of the platform. */
import type { HostChoiceKind } from '../parts.ts';

export const firstFit: HostChoiceKind<Record<never, never>> = {
  name: 'first-fit',
  title: 'The first host with room',
  source: 'wattshift',
  parameters: {},
  create: () => (_, hosts) => hosts[0],
};
