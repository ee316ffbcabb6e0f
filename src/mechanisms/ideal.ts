/** The ideal: a VM moves at once and free of charge. No mechanism can save more, so the others are held against it. */
import { type CommonParameters, commonParameters, type MechanismKind } from './contract.ts';

export const ideal: MechanismKind<CommonParameters> = {
  name: 'ideal',
  title: 'Instant and free, the bound for the others',
  source: 'wattshift',
  parameters: commonParameters,
  create: () => ({
    free: true,
    // biome-ignore lint/correctness/useYield: it has nothing to wait for
    *migrate() {
      return 'converged';
    },
  }),
};
