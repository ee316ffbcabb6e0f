import type { Kind } from '../kind.ts';
import { count, quantity } from '../kind.ts';

/** Something that takes simulated time: hand it to `yield`, and go on when it is over. */
export interface Wait {
  readonly kind: 'wait' | 'send';
}

export type Stage = 'stage1' | 'stage2' | 'stage3';
export type Network = 'general' | 'storage';

/** One migration in the making: what a mechanism may see and do. */
export interface Migration {
  readonly vm: {
    readonly index: number;
    readonly name: string;
    readonly memoryBytes: number;
    readonly workingSetBytes: number;
    /** Bytes written since t = 0, rewriting of dirty pages included; grows with the CPU that the VM really gets. */
    readonly writtenBytes: number;
  };
  readonly from: { readonly index: number; readonly name: string };
  readonly to: { readonly index: number; readonly name: string };
  readonly nowS: number;
  /** For seconds of simulated time. */
  wait(seconds: number): Wait;
  /** Sends bytes from source to destination over the platform's network, shared with all other traffic. */
  send(bytes: number, stage: Stage, network?: Network): Wait;
  /** Stops the VM: from now on it is down. */
  pause(): void;
}

export type Outcome = 'converged' | 'not-converged';

/** A migration as straight-line code: yields what it waits for, gets back the seconds that it took, and returns when
 * the VM can run at its destination. The simulation then switches it over. */
export type MigrationSteps = Generator<Wait | readonly Wait[], Outcome, number>;

export interface Mechanism {
  migrate(migration: Migration): MigrationSteps;
  /** Cap on the rate of each flow, bytes/s; none by default. */
  readonly bandwidth?: number;
  /** True for a mechanism that moves nothing and costs nothing. */
  readonly free?: boolean;
}

/** What every mechanism takes. */
export interface CommonParameters {
  readonly setupTime: number;
  readonly maxDowntime: number;
  readonly maxRounds: number;
  readonly bandwidth: number;
}

export const commonParameters = {
  setupTime: quantity('time', 'Preparation before the first byte is sent', { default: '2.5 s' }),
  maxDowntime: quantity('time', 'Stop and copy begins when the rest would take no longer than this', { default: '30 ms' }),
  maxRounds: count('Rounds of re-sending dirtied memory before stop and copy is forced', { default: 30 }),
  bandwidth: quantity('bandwidth', 'Cap on the rate of one migration', {
    default: 'unlimited',
    words: { unlimited: Number.POSITIVE_INFINITY },
  }),
};

export interface MechanismContext {
  readonly hosts: readonly { readonly index: number; readonly name: string; readonly role: string | undefined }[];
  readonly vmCount: number;
}

export type MechanismKind<P extends CommonParameters> = Kind<P, MechanismContext, Mechanism>;
