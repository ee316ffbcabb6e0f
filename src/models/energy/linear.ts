/** Energy of a migration, linear in the memory that it sends:
 *
 *   E_mig = alpha * V_mig + beta
 *
 * E_mig in J; V_mig in MB (1e6 bytes), all stages and all networks; alpha in J/MB; beta in J.
 *
 * Reading page cache from disk costs energy at the storage host too, which the document leaves out because it depends
 * on caches and access patterns (5.8.2); `storageRead`, J/MB of what came from storage, adds it where it is known.
 *
 * Source: Akiyama 2014, equations 5.1 and 5.2 (after its reference [38]). Equation 5.2 has beta = 20.512, the
 * text above it 20.165; both are at hand by name. */
import { quantity } from '../../base/kind.ts';
import { sentBytes } from '../../results/metrics/migration-record.ts';
import type { MigrationEnergyKind } from './contract.ts';

const BYTES_PER_MB = 1e6;

export const linear: MigrationEnergyKind<{ alpha: number; beta: number; storageRead: number }> = {
  name: 'linear',
  title: 'Linear in the bytes sent',
  source: 'Akiyama 2014, eq. 5.1, 5.2',
  parameters: {
    alpha: quantity('number', 'J per MB sent', { default: 0.512 }),
    beta: quantity('number', 'J per migration', {
      default: 'equation-5.2',
      words: { 'equation-5.2': 20.512, 'text-5.3.3': 20.165 },
    }),
    storageRead: quantity('number', 'J per MB that storage reads for a migration', { default: 0 }),
  },
  create: ({ alpha, beta, storageRead }) => ({
    energyJ: (migration) => (alpha * sentBytes(migration) + storageRead * migration.storageBytes) / BYTES_PER_MB + beta,
  }),
};
