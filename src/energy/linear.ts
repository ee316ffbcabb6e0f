/** Energy of a migration, linear in the memory that it sends:
 *
 *   E_mig = alpha * V_mig + beta
 *
 * E_mig in J; V_mig in MB (1e6 bytes), all stages and all networks; alpha in J/MB; beta in J.
 *
 * Source: seed document 002, equations 5.1 and 5.2 (after its reference [38]). Equation 5.2 has beta = 20.512, the
 * text above it 20.165; both are at hand by name. */
import { quantity } from '../kind.ts';
import { sentBytes } from '../metrics/migration-record.ts';
import type { MigrationEnergyKind } from './contract.ts';

const BYTES_PER_MB = 1e6;

export const linear: MigrationEnergyKind<{ alpha: number; beta: number }> = {
  name: 'linear',
  title: 'Linear in the bytes sent',
  source: 'thesis eq. 5.1, 5.2',
  parameters: {
    alpha: quantity('number', 'J per MB sent', { default: 0.512 }),
    beta: quantity('number', 'J per migration', {
      default: 'equation-5.2',
      words: { 'equation-5.2': 20.512, 'text-5.3.3': 20.165 },
    }),
  },
  create: ({ alpha, beta }) => ({
    energyJ: (migration) => alpha * (sentBytes(migration) / BYTES_PER_MB) + beta,
  }),
};
