import type { Kind } from '../../base/kind.ts';
import type { MigrationRecord } from '../../results/metrics/migration-record.ts';

/** What a migration costs beyond what the hosts draw anyway. */
export interface MigrationEnergy {
  /** Joules, for a migration as recorded (its own `energyJ` is not set yet). */
  energyJ(migration: Omit<MigrationRecord, 'energyJ'>): number;
}

/** A model of what a migration costs; `P` are its parameters in SI. */
export type MigrationEnergyKind<P> = Kind<P, Record<string, never>, MigrationEnergy>;
