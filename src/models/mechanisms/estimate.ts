/** What pre-copy takes on an idle network, for a VM that goes on as it does now:
 *
 *   V_0 = M,  V_i = min(D * T_(i-1), W),  T_i = V_i / b,     until V_i <= b * downtime, at most `maxRounds` rounds
 *   time = setup + sum of T_i,  bytes = sum of V_i
 *
 * M memory, W working set, bytes; D dirty rate, b bandwidth, bytes/s; T s. It is the round-by-round form of the uniform
 * model of Aldhalaan and Menascé 2013 (eq. 1-8), bounded by the working set as in Liu's estimate (Glad and Forsman
 * 2013, algorithm 1); its assumptions are that nobody shares the network and that the VM keeps its load. */
import type { CommonParameters } from './contract.ts';

/** What an estimate has to know of a VM. */
export interface Movable {
  /** All of its memory, bytes. */
  readonly memoryBytes: number;
  /** Distinct memory that it writes, bytes. */
  readonly workingSetBytes: number;
  /** Bytes/s. */
  readonly dirtyRate: number;
}

/** What a migration is expected to take. */
export interface Estimate {
  /** From the decision to running elsewhere. */
  readonly seconds: number;
  /** Over every network. */
  readonly bytes: number;
  /** How long the VM stands still, seconds. */
  readonly downtimeS: number;
}

/** `bandwidth` is what the way to the destination gives an only flow, bytes/s. */
export function estimatePreCopy(vm: Movable, p: CommonParameters, bandwidth: number): Estimate {
  const b = Math.min(bandwidth, p.bandwidth);
  let round = vm.memoryBytes;
  let bytes = round;
  for (let rounds = 0; rounds <= p.maxRounds; rounds++) {
    round = Math.min((vm.dirtyRate * round) / b, vm.workingSetBytes);
    bytes += round;
    if (round <= b * p.maxDowntime) break;
  }
  return { seconds: p.setupTime + bytes / b, bytes, downtimeS: round / b };
}
