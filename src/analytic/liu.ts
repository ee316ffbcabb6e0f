/** Liu's estimate of a pre-copy migration, with a writable working set that the rounds leave out.
 *
 *   V_0 = M,   T_i = V_i / R
 *   gamma   = omega * T_i + xi * D + psi                 omega -0.0463, xi -0.0001, psi 0.3586
 *   W_(i+1) = gamma * T_i * D,   V_(i+1) = T_i * D - W_(i+1)
 *   when V_(i+1) <= V_thd or V_(i+1) > V_i, or round i+1 is the last that is allowed:
 *       V_(i+1) = T_i * D,   T_down = V_(i+1) / R + T_resume,   and that was all
 *   V_mig = sum of V_i,   T_mig = sum of T_i
 *
 * Inside the formula V, W, M in MB, D and R in MB/s, T in s: the coefficients are fitted to these units.
 * gamma is a regression: from about 8 s per round on it is negative, and a round sends more than was dirtied. And where
 * the VM writes faster than the network carries, V_1 = T_0 * D is more than its memory. Both are kept as printed;
 * `gammaLeft` tells of the first.
 *
 * Source: Glad and Forsman 2013, section 4.2.4, eq. 4.7-4.15 and algorithm 1. It says nothing of a loop that ends
 * without its condition; here the last round is then sent as it is in the condition, so that T_down is defined. */
import { demand, positive } from './domain.ts';

const MB = 1e6;

/** A VM and its network. */
export interface LiuInput {
  /** V_mem. */
  readonly memoryBytes: number;
  /** R: what the migration gets of the link; the document takes half of it. */
  readonly bandwidthBytesPerS: number;
  /** D. */
  readonly dirtyBytesPerS: number;
  /** V_thd. */
  readonly thresholdBytes?: number;
  /** T_resume. */
  readonly resumeS?: number;
  /** The largest n: index of the last round. */
  readonly maxRounds?: number;
}

/** One round of sending. */
export interface LiuRound {
  /** V_i. */
  readonly sentBytes: number;
  /** T_i, seconds. */
  readonly durationS: number;
  /** Of the working set left out of this round; null in the first and the last one, which leave nothing out. */
  readonly gamma: number | null;
}

/** What the estimate says of a migration. */
export interface LiuOutcome {
  /** From 0 on, the last one with the VM down. */
  readonly rounds: readonly LiuRound[];
  /** n: index of the round in which the VM is down. */
  readonly lastRound: number;
  /** What ended the rounds. */
  readonly ended: 'below threshold' | 'growing' | 'most rounds';
  /** While the VM runs. */
  readonly preCopyS: number;
  /** The last round and T_resume. */
  readonly downtimeS: number;
  /** T_mig: all rounds, without T_resume. */
  readonly migrationS: number;
  /** T_mig and T_resume. */
  readonly totalS: number;
  /** V_mig. */
  readonly migratedBytes: number;
  /** Whether a gamma was outside of 0..1, where it is no share. */
  readonly gammaLeft: boolean;
}

export const LIU = { omega: -0.0463, xi: -0.0001, psi: 0.3586 } as const;
/** What is taken where it is not given: V_thd in bytes, T_resume in seconds, the largest n. */
export const LIU_DEFAULTS = { thresholdBytes: 256e3, resumeS: 0.02, maxRounds: 29 } as const;

/** Throws ModelDomainError unless M and R are above 0, D, V_thd and T_resume not below, and at least one round allowed. */
export function liuEstimate(input: LiuInput): LiuOutcome {
  const { memoryBytes, bandwidthBytesPerS, dirtyBytesPerS, thresholdBytes, resumeS, maxRounds } = {
    ...LIU_DEFAULTS,
    ...input,
  };
  demand('liu', [
    positive('M', memoryBytes),
    positive('R', bandwidthBytesPerS),
    ['0 <= D < infinity', dirtyBytesPerS >= 0 && dirtyBytesPerS < Number.POSITIVE_INFINITY, { D: dirtyBytesPerS }],
    ['V_thd >= 0', thresholdBytes >= 0, { V_thd: thresholdBytes }],
    ['T_resume >= 0', resumeS >= 0, { T_resume: resumeS }],
    ['max rounds >= 1', maxRounds >= 1, { 'max rounds': maxRounds }],
  ]);
  const round = (sentBytes: number, gamma: number | null): LiuRound => ({
    sentBytes,
    durationS: sentBytes / bandwidthBytesPerS,
    gamma,
  });
  const rounds = [round(memoryBytes, null)];
  let gammaLeft = false;
  for (;;) {
    const previous = rounds.at(-1) as LiuRound;
    const dirtiedBytes = previous.durationS * dirtyBytesPerS;
    const gamma = LIU.omega * previous.durationS + LIU.xi * (dirtyBytesPerS / MB) + LIU.psi;
    gammaLeft ||= gamma < 0 || gamma > 1;
    const next = dirtiedBytes - gamma * dirtiedBytes;
    const ended = endOf(next, previous.sentBytes, rounds.length, { thresholdBytes, maxRounds });
    if (!ended) {
      rounds.push(round(next, gamma));
      continue;
    }
    const preCopyS = sum(rounds.map(({ durationS }) => durationS));
    const last = round(dirtiedBytes, null);
    rounds.push(last);
    return {
      rounds,
      lastRound: rounds.length - 1,
      ended,
      preCopyS,
      downtimeS: last.durationS + resumeS,
      migrationS: preCopyS + last.durationS,
      totalS: preCopyS + last.durationS + resumeS,
      migratedBytes: sum(rounds.map(({ sentBytes }) => sentBytes)),
      gammaLeft,
    };
  }
}

function endOf(
  nextBytes: number,
  previousBytes: number,
  index: number,
  { thresholdBytes, maxRounds }: { readonly thresholdBytes: number; readonly maxRounds: number },
): LiuOutcome['ended'] | undefined {
  if (nextBytes <= thresholdBytes) return 'below threshold';
  if (nextBytes > previousBytes) return 'growing';
  return index >= maxRounds ? 'most rounds' : undefined;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
