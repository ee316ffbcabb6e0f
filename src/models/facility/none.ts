/** Nothing is known of the building: results end at the joules of the machines. */
import type { FacilityKind } from './contract.ts';

export const none: FacilityKind<Record<never, never>> = {
  name: 'none',
  title: 'Joules only',
  source: 'wattshift',
  parameters: {},
  create: () => ({ metrics: () => ({}) }),
};
