/** Every kind that an experiment file can name. A user's own kinds join the built-in ones by `extend`. */
import type { MigrationEnergyKind } from './energy/contract.ts';
import { migrationEnergies } from './energy/index.ts';
import type { FacilityKind } from './facility/contract.ts';
import { facilities } from './facility/index.ts';
import type { AnyKind, Kind } from './kind.ts';
import type { CommonParameters, MechanismKind } from './mechanisms/contract.ts';
import { mechanisms } from './mechanisms/index.ts';
import type { PolicyKind } from './policies/contract.ts';
import { policies } from './policies/index.ts';
import type { WorkloadKind } from './workloads/contract.ts';
import { workloads } from './workloads/index.ts';

/** A kind whose parameters only its own schema knows. */
type Erased<K> =
  K extends Kind<infer _P, infer Context, infer Built> ? Kind<Record<string, unknown>, Context, Built> : never;

/** The kinds that an experiment can name, by sort and by name. */
export interface Registry {
  /** When VMs move, and where to. */
  readonly policies: ReadonlyMap<string, Erased<PolicyKind<unknown>>>;
  /** How a VM is moved. */
  readonly mechanisms: ReadonlyMap<string, Erased<MechanismKind<CommonParameters>>>;
  /** What the VMs do. */
  readonly workloads: ReadonlyMap<string, Erased<WorkloadKind<unknown>>>;
  /** What a move costs beyond the power of the hosts. */
  readonly migrationEnergies: ReadonlyMap<string, Erased<MigrationEnergyKind<unknown>>>;
  /** What the energy means for the building. */
  readonly facilities: ReadonlyMap<string, Erased<FacilityKind<unknown>>>;
}

/** What a user's module may export as `default`. */
export type Plugins = { readonly [K in keyof Registry]?: readonly AnyKind[] };

/** The kinds that come with this package. */
export const builtIn: Registry = extend(
  {
    policies: new Map(),
    mechanisms: new Map(),
    workloads: new Map(),
    migrationEnergies: new Map(),
    facilities: new Map(),
  },
  { policies, mechanisms, workloads, migrationEnergies, facilities },
);

/** The registry with more kinds. Throws if a name is taken. */
export function extend(registry: Registry, plugins: Plugins): Registry {
  const joined = <K extends keyof Registry>(section: K): Registry[K] => {
    const kinds = new Map<string, unknown>(registry[section]);
    for (const kind of plugins[section] ?? []) {
      if (kinds.has(kind.name)) throw new Error(`${section}: the name '${kind.name}' is taken`);
      kinds.set(kind.name, kind);
    }
    return kinds as unknown as Registry[K];
  };
  return {
    policies: joined('policies'),
    mechanisms: joined('mechanisms'),
    workloads: joined('workloads'),
    migrationEnergies: joined('migrationEnergies'),
    facilities: joined('facilities'),
  };
}
