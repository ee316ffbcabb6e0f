/** Energy of a migration, linear in the memory that it sends and in the bandwidth that it gets:
 *
 *   E_mig = alpha * V_mig + gamma * b + beta,     b = V_mig / (time of the migration)
 *
 * E_mig in J; V_mig in MB (1e6 bytes); b in MB/s; alpha in J/MB, gamma in J per MB/s, beta in J. With gamma = 0 it is
 * the linear model.
 *
 * Source: Akiyama 2014, section 5.3.3, which describes its reference [91] as the linear model with a slight
 * dependence on the available bandwidth, and gives no coefficients: gamma has to be told. */
import { quantity } from '../../base/kind.ts';
import { sentBytes } from '../../results/metrics/migration-record.ts';
import type { MigrationEnergyKind } from './contract.ts';

const BYTES_PER_MB = 1e6;

export const bandwidthLinear: MigrationEnergyKind<{ alpha: number; beta: number; gamma: number }> = {
  name: 'bandwidth-linear',
  title: 'Linear in the bytes sent and in the bandwidth',
  source: 'Akiyama 2014, section 5.3.3, its reference [91]',
  parameters: {
    alpha: quantity('number', 'J per MB sent', { default: 0.512 }),
    beta: quantity('number', 'J per migration', { default: 20.512 }),
    gamma: quantity('number', 'J per MB/s of bandwidth', { min: Number.NEGATIVE_INFINITY }),
  },
  create: ({ alpha, beta, gamma }) => ({
    energyJ: (migration) => {
      const megabytes = sentBytes(migration) / BYTES_PER_MB;
      const seconds = migration.endS - migration.startS;
      return alpha * megabytes + (seconds > 0 ? gamma * (megabytes / seconds) : 0) + beta;
    },
  }),
};
