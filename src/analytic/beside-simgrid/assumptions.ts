/** What the closed forms take for granted, checked for one VM. */
import type { PreCopyCase } from '../index.ts';
import type { Writes } from './side-by-side.ts';
import type { World } from './two-hosts.ts';

export interface Assumption {
  readonly says: string;
  readonly holds: boolean;
  /** The figures that decide. */
  readonly because: string;
}

/** Below this share of the total time a disturbance counts as none. */
const NEGLIGIBLE = 1e-3;

export function assumptions(c: PreCopyCase, writes: Writes, lastRound: number, world: World): readonly Assumption[] {
  const pageS = c.pageBytes / c.bandwidthBytesPerS;
  const firstRoundS = c.live * c.pages * pageS;
  const workingPages = (world.workingSetBytes ?? c.pages * c.pageBytes) / c.pageBytes;
  const hotPages = writes.hotPageRatio * c.pages;
  const latencyS = (lastRound + 2) * (world.latencyS ?? 0);
  const figure = (x: number) => Number(x.toPrecision(4));
  return [
    once('no cold page is written twice in a round', writes.coldPagesPerS * firstRoundS, workingPages - hotPages),
    // left out of the rounds, hot pages may be written as often as they like
    ...(c.live < 1 || hotPages === 0
      ? []
      : [once('no hot page is written twice in a round', writes.hotPagesPerS * firstRoundS, hotPages)]),
    {
      says: 'the network has no latency',
      holds: latencyS <= NEGLIGIBLE * firstRoundS,
      because: `${figure(latencyS)} s over all rounds, the first of which takes ${figure(firstRoundS)} s`,
    },
  ];
}

function once(says: string, written: number, pages: number): Assumption {
  const figure = (x: number) => Number(x.toPrecision(4));
  return {
    says,
    holds: written <= pages * (1 + 1e-9),
    because: `${figure(written)} writes in the first round, ${figure(pages)} such pages`,
  };
}
