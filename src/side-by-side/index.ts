/** A closed form beside the same migration on SimGrid. What the formula leaves to the mechanism, the number of rounds,
 * is handed to the simulation; how long they take and what they carry is SimGrid's. */
import { type HotInput, hot1, hot1Case } from '../analytic/hot1.ts';
import { hot2 } from '../analytic/hot2.ts';
import { type PostCopyInput, postCopy } from '../analytic/post-copy.ts';
import type { PreCopyOutcome } from '../analytic/pre-copy.ts';
import { type StopAndCopyInput, stopAndCopy } from '../analytic/stop-and-copy.ts';
import { type UniformInput, uniform } from '../analytic/uniform.ts';
import { type MigrationRecord, sentBytes } from '../metrics/migration-record.ts';
import { type MovedVm, moveOneVm } from './two-hosts.ts';

export interface Compared {
  readonly formula: number;
  readonly simulated: number;
  /** Simulated minus formula, as a share of the formula's. */
  readonly difference: number;
}

export interface SideBySide {
  readonly downtimeS: Compared;
  readonly totalS: Compared;
  readonly migratedBytes: Compared;
}

type Totals = Readonly<Record<keyof SideBySide, number>>;

const common = { setupTime: 0, maxDowntime: 0, maxRounds: 0, bandwidth: Number.POSITIVE_INFINITY };

export async function uniformBeside(input: UniformInput): Promise<SideBySide> {
  const outcome = uniform(input);
  return preCopyBeside(input, outcome, { dirtyBytesPerS: input.dirtyPagesPerS * input.pageBytes }, 'hot-1');
}

export async function hot1Beside(input: HotInput): Promise<SideBySide> {
  const { dirtyPagesPerS } = hot1Case(input);
  const share = (input.hotDirtyPagesPerS * input.hotPageRatio) / dirtyPagesPerS;
  return preCopyBeside(input, hot1(input), hotWrites(input, dirtyPagesPerS, share), 'hot-1');
}

/** Outside of hot pages, the VM writes at D_nh, as eq. 24-31 have it. */
export async function hot2Beside(input: HotInput): Promise<SideBySide> {
  const hotPagesPerS = input.hotDirtyPagesPerS * input.hotPageRatio;
  const dirtyPagesPerS = input.coldDirtyPagesPerS + hotPagesPerS;
  return preCopyBeside(input, hot2(input), hotWrites(input, dirtyPagesPerS, hotPagesPerS / dirtyPagesPerS), 'hot-2');
}

export async function stopAndCopyBeside(input: StopAndCopyInput): Promise<SideBySide> {
  const outcome = stopAndCopy(input);
  const mechanism = { kind: 'stop-and-copy', parameters: common };
  return compare(outcome, await moveOneVm({ ...input, mechanism, aboutS: outcome.totalS }));
}

export async function postCopyBeside(input: PostCopyInput): Promise<SideBySide> {
  const outcome = postCopy(input);
  const { stateBytes: state, pagingSpeed } = input;
  const mechanism = { kind: 'post-copy', parameters: { ...common, state, pagingSpeed } };
  return compare(outcome, await moveOneVm({ ...input, mechanism, aboutS: outcome.totalS }));
}

type Writes = Pick<MovedVm, 'dirtyBytesPerS' | 'hot'>;

const hotWrites = ({ pages, pageBytes, hotPageRatio }: HotInput, pagesPerS: number, share: number): Writes => ({
  dirtyBytesPerS: pagesPerS * pageBytes,
  hot: { setBytes: pages * pageBytes * hotPageRatio, share },
});

async function preCopyBeside(
  { pages, pageBytes, bandwidthBytesPerS }: UniformInput | HotInput,
  { lastRound, downtimeS, totalS, pagesMigrated }: PreCopyOutcome,
  writes: Writes,
  hotPages: 'hot-1' | 'hot-2',
): Promise<SideBySide> {
  // no downtime is short enough, so that the rounds decide
  const mechanism = { kind: 'pre-copy', parameters: { ...common, maxRounds: lastRound, hotPages } };
  const vm = { memoryBytes: pages * pageBytes, bandwidthBytesPerS, ...writes, mechanism, aboutS: totalS };
  return compare({ downtimeS, totalS, migratedBytes: pagesMigrated * pageBytes }, await moveOneVm(vm));
}

function compare({ downtimeS, totalS, migratedBytes }: Totals, record: MigrationRecord): SideBySide {
  return {
    downtimeS: pair(downtimeS, record.downtimeS),
    totalS: pair(totalS, record.endS - record.startS),
    migratedBytes: pair(migratedBytes, sentBytes(record)),
  };
}

const pair = (formula: number, simulated: number): Compared => ({
  formula,
  simulated,
  difference: (simulated - formula) / formula,
});
