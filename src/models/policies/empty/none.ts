/** No host is emptied on purpose. */
import type { EmptyingKind } from '../parts.ts';

export const none: EmptyingKind<Record<never, never>> = {
  name: 'none',
  title: 'No host is emptied',
  source: 'wattshift',
  parameters: {},
  create: () => () => [],
};
