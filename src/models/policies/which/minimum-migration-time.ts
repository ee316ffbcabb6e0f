/** The VM that is moved soonest leaves: the one with the least memory.
 *
 * Source: Beloglazov and Buyya 2012 (MMT). */
import { least, type VmChoiceKind } from '../parts.ts';

export const minimumMigrationTime: VmChoiceKind<Record<never, never>> = {
  name: 'minimum-migration-time',
  title: 'The VM with the least memory',
  source: 'Beloglazov and Buyya 2012, MMT',
  parameters: {},
  create: () => (vms) => least(vms, (vm) => vm.memoryBytes) ?? (vms[0] as (typeof vms)[number]),
};
