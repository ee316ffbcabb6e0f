/** The same load for ever. Memory may have hot pages: `hotShare` of the writes goes to `hotSet` bytes of the working
 * set, the rest to the rest (Aldhalaan and Menascé 2013, section 4). */
import { quantity } from '../../base/kind.ts';
import type { WorkloadKind } from './contract.ts';

export const constant: WorkloadKind<Record<'load' | 'dirtyRate' | 'workingSet' | 'hotSet' | 'hotShare', number>> = {
  name: 'constant',
  title: 'Constant load',
  source: 'wattshift',
  parameters: {
    load: quantity('number', 'Fraction of the vCPUs', { default: 0.5, max: 1 }),
    dirtyRate: quantity('byteRate', 'Rate of writing', { default: '0 B/s' }),
    workingSet: quantity('bytes', 'Distinct memory that a VM writes', { default: '128 MB' }),
    hotSet: quantity('bytes', 'Part of the working set that is written more often', { default: '0 B' }),
    hotShare: quantity('number', 'Share of the writes that goes to the hot set', { default: 0, max: 1 }),
  },
  check: ({ workingSet, hotSet }) =>
    hotSet <= workingSet ? [] : ['hotSet: it is a part of the working set, and larger than that'],
  create: ({ load, dirtyRate, workingSet, hotSet, hotShare }) => ({
    workingSetBytes: workingSet,
    hot: { setBytes: hotSet, share: hotShare },
    phases: () => [{ durationS: Number.POSITIVE_INFINITY, load, dirtyRate }].values(),
  }),
};
