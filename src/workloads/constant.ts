/** The same load for ever. */
import { quantity } from '../kind.ts';
import type { WorkloadKind } from './contract.ts';

export const constant: WorkloadKind<{ load: number; dirtyRate: number; workingSet: number }> = {
  name: 'constant',
  title: 'Constant load',
  source: 'wattshift',
  parameters: {
    load: quantity('number', 'Fraction of the vCPUs', { default: 0.5, max: 1 }),
    dirtyRate: quantity('byteRate', 'Rate of writing', { default: '0 B/s' }),
    workingSet: quantity('bytes', 'Distinct memory that a VM writes', { default: '128 MB' }),
  },
  create: ({ load, dirtyRate, workingSet }) => ({
    workingSetBytes: workingSet,
    phases: () => [{ durationS: Number.POSITIVE_INFINITY, load, heavy: load >= 0.5, dirtyRate }].values(),
  }),
};
