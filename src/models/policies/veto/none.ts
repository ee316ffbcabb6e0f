/** Every move that is planned is made. */
import type { VetoKind } from './contract.ts';

export const none: VetoKind<Record<never, never>> = {
  name: 'none',
  title: 'No veto',
  source: 'wattshift',
  parameters: {},
  create: () => (moves) => moves,
};
