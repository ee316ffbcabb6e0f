import type { Kind } from '../../base/kind.ts';
import { count, quantity } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';
import type { HotPages } from '../hot-pages.ts';

import type { Estimate, Movable } from './estimate.ts';

/** First pass, memory dirtied meanwhile, what is sent while the VM is down: the columns of migration tables. */
export type Stage = 'stage1' | 'stage2' | 'stage3';
/** The network between the hosts, or the one from storage. */
export type Network = 'general' | 'storage';

/** Bytes on their way. */
export interface Send {
  readonly kind: 'send';
  /** How many are to be sent. */
  readonly bytes: number;
  /** What they count as. */
  readonly stage: Stage;
  /** Which way they go. */
  readonly network: Network;
  /** What has been sent, once the wait for it is over. */
  readonly sentBytes: number;
}

/** Something that takes simulated time: hand it to `yield`, get back the seconds that it took. */
export type Wait =
  | { readonly kind: 'wait'; readonly seconds: number }
  | Send
  /** Until all of them are through. */
  | { readonly kind: 'all'; readonly sends: readonly Send[] }
  /** Until one of them is through; the others are stopped where they are. */
  | { readonly kind: 'first'; readonly sends: readonly Send[] };

/** One migration in the making: what a mechanism may see and do. */
export interface Migration {
  /** The VM that moves. */
  readonly vm: {
    readonly index: number;
    readonly name: string;
    readonly memoryBytes: number;
    readonly workingSetBytes: number;
    readonly hot: HotPages;
    /** Bytes written since t = 0, rewriting of dirty pages included; grows with the CPU that the VM really gets. */
    readonly writtenBytes: number;
  };
  /** The host that it leaves. */
  readonly from: { readonly index: number; readonly name: string };
  /** The host that it goes to. */
  readonly to: { readonly index: number; readonly name: string };
  /** Simulated time, seconds. */
  readonly nowS: number;
  /** For seconds of simulated time. */
  wait(seconds: number): Wait;
  /** Bytes over a network of the platform, shared with all other traffic: the general one leads from source to
   * destination, the storage network from the storage host to the destination. Where the platform has no storage
   * host, what goes over the storage network takes no time. `rate` caps it, bytes/s. */
  send(bytes: number, stage: Stage, network?: Network, rate?: number): Send;
  /** Stops the VM: from now on it is down. */
  pause(): void;
  /** Lets the VM run at its destination, at this fraction of the speed that it asks for, though the migration goes on. */
  switchOver(speed: number): void;
  /** Puts a figure into the record of this migration: one that every record has (`reusedBytes`, `imagesHit`,
   * `imagesEvicted`), or one that the kind declares under `figures`. */
  note(name: string, value: number): void;
}

/** How a migration ended: with the rest small enough, or with stop and copy forced. */
export type Outcome = 'converged' | 'not-converged';

/** A migration as straight-line code: yields what it waits for, gets back the seconds that it took, and returns when
 * nothing is left at the source. The simulation lets the VM run at its destination then, if it does not already. */
export type MigrationSteps = Generator<Wait, Outcome, number>;

/** How VMs move: what `create` makes for one run, for all of its migrations. */
export interface Mechanism {
  /** The steps of one migration. Is called when the policy has decided; several run at a time. */
  migrate(migration: Migration): MigrationSteps;
  /** What a migration would take over this bandwidth, bytes/s, on an idle network; like pre-copy where it is not told. */
  estimate?(vm: Movable, bandwidth: number): Estimate;
  /** A VM has left for good: what is kept of it can go. */
  departed?(vm: number): void;
  /** True for a mechanism that moves nothing and costs nothing. */
  readonly free?: boolean;
}

/** What every mechanism takes. */
export interface CommonParameters {
  /** Preparation before the first byte is sent, seconds. */
  readonly setupTime: number;
  /** Stop and copy begins when the rest would take no longer, seconds. */
  readonly maxDowntime: number;
  /** Rounds of sending dirtied memory again before stop and copy is forced. */
  readonly maxRounds: number;
  /** Cap on the rate of one migration, bytes/s; Infinity for none. */
  readonly bandwidth: number;
}

/** 1 bit/s: with nothing at all a migration would never end. */
export const SLOWEST = 1 / 8;

/** The table of the parameters that every mechanism takes: `parameters: { ...commonParameters, ... }`. */
export const commonParameters = {
  setupTime: quantity('time', 'Preparation before the first byte is sent', { default: '2.5 s' }),
  maxDowntime: quantity('time', 'Stop and copy begins when the rest would take no longer than this', {
    default: '30 ms',
  }),
  maxRounds: count('Rounds of re-sending dirtied memory before stop and copy is forced', { default: 30 }),
  bandwidth: quantity('bandwidth', 'Cap on the rate of one migration', {
    default: 'unlimited',
    min: SLOWEST,
    words: { unlimited: Number.POSITIVE_INFINITY },
  }),
};

/** What a mechanism knows of the run. */
export interface MechanismContext {
  /** In the order of the platform. */
  readonly hosts: readonly { readonly index: number; readonly name: string; readonly role: string | undefined }[];
  /** At t = 0. VMs are numbered from 0; where others arrive, their numbers go on from there. */
  readonly vmCount: number;
  /** Seeded by the run. */
  readonly random: Random;
}

/** A way to move VMs; `P` are its parameters in SI. */
export type MechanismKind<P extends CommonParameters> = Kind<P, MechanismContext, Mechanism>;
