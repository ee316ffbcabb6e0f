/** The ideal: a VM moves at once and free of charge, and the others are held against it. A mechanism that gives the VM
 * all the CPU that it asks for cannot save more; one that stops it for long spares the energy of the work not done. */
import { type CommonParameters, commonParameters, type MechanismKind } from './contract.ts';

export const ideal: MechanismKind<CommonParameters> = {
  name: 'ideal',
  title: 'Instant and free, the bound for the others',
  source: 'wattshift',
  parameters: commonParameters,
  create: () => ({
    free: true,
    estimate: () => ({ seconds: 0, bytes: 0, downtimeS: 0 }),
    // biome-ignore lint/correctness/useYield: it has nothing to wait for
    *migrate() {
      return 'converged';
    },
  }),
};
