/** No consolidation: every VM stays where it starts, every host stays on. What the others are held against. */
import type { PolicyKind } from './contract.ts';

export const none: PolicyKind<Record<never, never>> = {
  name: 'none',
  title: 'No consolidation',
  source: 'Akiyama 2014, section 5.5.1, the naive case',
  parameters: {},
  create: () => ({ sleep: 'never', on: {} }),
};
