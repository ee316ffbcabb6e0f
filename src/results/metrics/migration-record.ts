/** What is known of one migration. Times in seconds of simulated time, sizes in bytes. */
export interface MigrationRecord {
  /** Name of the VM. */
  readonly vm: string;
  /** Name of the host that it left. */
  readonly from: string;
  /** Name of the host that it was sent to. */
  readonly to: string;
  /** When the policy asked for it: setup comes next. */
  readonly startS: number;
  /** When the VM ran at its destination and nothing was left at the source; for the others, when it ended. */
  readonly endS: number;
  /** Rounds of stage 2. */
  readonly rounds: number;
  /** Sent in the first pass. */
  readonly stage1Bytes: number;
  /** Sent again while the VM ran, because it was dirtied. */
  readonly stage2Bytes: number;
  /** Sent while the VM was down. */
  readonly stage3Bytes: number;
  /** Of all bytes sent, those that went over the storage network. */
  readonly storageBytes: number;
  /** Memory that did not have to be sent, because the destination kept an image of the VM. */
  readonly reusedBytes: number;
  /** 1 if there was such an image. */
  readonly imagesHit: number;
  /** Images that the source threw away to keep one of this VM. */
  readonly imagesEvicted: number;
  /** How long it had to wait before it began: for others to end, and for its destination to wake up. */
  readonly waitedS: number;
  /** How long the VM stood still. */
  readonly downtimeS: number;
  /** What was expected of it beforehand, on an idle network and with an unchanging load. */
  readonly predictedS: number;
  /** As `predictedS`, of the bytes sent. */
  readonly predictedBytes: number;
  /** By the model of `migrationEnergy`, joules. */
  readonly energyJ: number;
  /** How it ended. */
  readonly outcome: MigrationOutcome;
  /** Figures of the mechanism's own, by name; what is not noted is 0. */
  readonly notes?: Readonly<Record<string, number>> | undefined;
}

/** `not-converged`: moved, but stop and copy had to be forced; `unfinished`: the run ended first; `failed`: a host or
 * link on the way went down, and the VM stays where it was; `refused`: the destination lacks the memory; `departed`: the
 * VM left for good before it was through. */
export type MigrationOutcome = 'converged' | 'not-converged' | 'unfinished' | 'failed' | 'refused' | 'departed';

/** True if the VM got to its destination. */
export const arrived = (m: { readonly outcome: MigrationOutcome }) =>
  m.outcome === 'converged' || m.outcome === 'not-converged';

export const sentBytes = (m: Pick<MigrationRecord, 'stage1Bytes' | 'stage2Bytes' | 'stage3Bytes'>) =>
  m.stage1Bytes + m.stage2Bytes + m.stage3Bytes;
