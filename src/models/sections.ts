/** Everything that an experiment can name, section by section: where it is named, what stands there by default, and what
 * is built in. Registry, schema, lists, reference and plugins follow from this one table. */

import type { AnyKind, Kind } from '../base/kind.ts';
import type { MigrationEnergyKind } from './energy/contract.ts';
import { migrationEnergies } from './energy/index.ts';
import type { FacilityKind } from './facility/contract.ts';
import { facilities } from './facility/index.ts';
import type { ArrivalsKind, LifetimesKind } from './life/contract.ts';
import { arrivals, lifetimes } from './life/index.ts';
import type { CommonParameters, MechanismKind } from './mechanisms/contract.ts';
import { mechanisms } from './mechanisms/index.ts';
import type { PlacementKind } from './placements/contract.ts';
import { placements } from './placements/index.ts';
import type { PolicyKind } from './policies/contract.ts';
import { emptyings } from './policies/empty/index.ts';
import { policies } from './policies/index.ts';
import type { EmptyingKind, HostChoiceKind, OverloadTestKind, VmChoiceKind } from './policies/parts.ts';
import type { VetoKind } from './policies/veto/contract.ts';
import { vetoes } from './policies/veto/index.ts';
import { overloadTests } from './policies/when/index.ts';
import { hostChoices } from './policies/where/index.ts';
import { vmChoices } from './policies/which/index.ts';
import type { WorkloadKind } from './workloads/contract.ts';
import { workloads } from './workloads/index.ts';

/** The keys of a cell that hold a kind. */
export type KindKey = 'workload' | 'policy' | 'mechanism' | 'migrationEnergy' | 'facility';

/** A section as lists and pages show it. */
export interface Section {
  /** `Policies` */
  readonly title: string;
  /** What one of its kinds is called in messages: `policy`. */
  readonly one: string;
  /** The word for it on the command line: `wattshift list policies`. */
  readonly word: string;
  /** The key of a cell that holds a kind of this section; parts are named in parameters of other kinds instead. */
  readonly key?: KindKey;
  /** The kind that stands there when the key is left out. */
  readonly fallback?: string;
  /** What its kinds decide, in a few words. */
  readonly description: string;
  /** The kinds that come with this package. */
  readonly builtIn: readonly AnyKind[];
}

/** The sections by name, in the order in which lists and pages show them. */
export const SECTIONS: Readonly<Record<SectionName, Section>> = {
  workloads: {
    title: 'Workloads',
    one: 'workload',
    word: 'workloads',
    key: 'workload',
    description: 'What the VMs do',
    builtIn: workloads,
  },
  policies: {
    title: 'Policies',
    one: 'policy',
    word: 'policies',
    key: 'policy',
    description: 'When VMs move, and where to',
    builtIn: policies,
  },
  mechanisms: {
    title: 'Mechanisms',
    one: 'mechanism',
    word: 'mechanisms',
    key: 'mechanism',
    fallback: 'pre-copy',
    description: 'How a VM is moved',
    builtIn: mechanisms,
  },
  migrationEnergies: {
    title: 'Energy of a migration',
    one: 'migrationEnergy',
    word: 'energy',
    key: 'migrationEnergy',
    fallback: 'linear',
    description: 'What a move costs beyond the power of the hosts',
    builtIn: migrationEnergies,
  },
  facilities: {
    title: 'Facility',
    one: 'facility',
    word: 'facility',
    key: 'facility',
    fallback: 'none',
    description: 'What the energy means for the building: PUE, price, carbon',
    builtIn: facilities,
  },
  placements: {
    title: 'Placements',
    one: 'placement',
    word: 'placements',
    description: 'Where a VM starts',
    builtIn: placements,
  },
  arrivals: {
    title: 'Arrivals',
    one: 'arrivals',
    word: 'arrivals',
    description: 'When VMs come',
    builtIn: arrivals,
  },
  lifetimes: {
    title: 'Lifetimes',
    one: 'lifetime',
    word: 'lifetimes',
    description: 'How long VMs run',
    builtIn: lifetimes,
  },
  overloadTests: {
    title: 'Overload tests',
    one: 'overload test',
    word: 'when',
    description: 'When a host has too much to do',
    builtIn: overloadTests,
  },
  vmChoices: {
    title: 'VM choices',
    one: 'VM choice',
    word: 'which',
    description: 'Which VM leaves a host',
    builtIn: vmChoices,
  },
  hostChoices: {
    title: 'Host choices',
    one: 'host choice',
    word: 'where',
    description: 'Where a VM goes',
    builtIn: hostChoices,
  },
  emptyings: {
    title: 'Emptying',
    one: 'emptying',
    word: 'empty',
    description: 'Which hosts are emptied',
    builtIn: emptyings,
  },
  vetoes: {
    title: 'Vetoes',
    one: 'veto',
    word: 'veto',
    description: 'Whether planned moves are made',
    builtIn: vetoes,
  },
};

/** The name of a section, as in a registry and in what plugins export. */
export type SectionName = keyof KindsOf;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

/** The contract that the kinds of each section keep. */
export interface KindsOf {
  workloads: Erased<WorkloadKind<unknown>>;
  policies: Erased<PolicyKind<unknown>>;
  mechanisms: Erased<MechanismKind<CommonParameters>>;
  migrationEnergies: Erased<MigrationEnergyKind<unknown>>;
  facilities: Erased<FacilityKind<unknown>>;
  placements: Erased<PlacementKind<unknown>>;
  arrivals: Erased<ArrivalsKind<unknown>>;
  lifetimes: Erased<LifetimesKind<unknown>>;
  overloadTests: Erased<OverloadTestKind<unknown>>;
  vmChoices: Erased<VmChoiceKind<unknown>>;
  hostChoices: Erased<HostChoiceKind<unknown>>;
  emptyings: Erased<EmptyingKind<unknown>>;
  vetoes: Erased<VetoKind<unknown>>;
}

/** A kind whose parameters only its own schema knows. */
type Erased<K> =
  K extends Kind<infer _P, infer Context, infer Built> ? Kind<Record<string, unknown>, Context, Built> : never;
