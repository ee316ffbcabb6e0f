/** Whether VMs can move: every host must reach every other one, both ways. */
import type { Kernel } from '../simulation/kernel/index.ts';
import { SimGridError } from '../simulation/kernel/index.ts';
import { simgridMessage } from './simgrid-message.ts';

export interface RouteFault {
  /** The host that the route begins at. */
  readonly from: string;
  readonly what: string;
  readonly hint: string;
}

/** Up to this many hosts all pairs are tried. */
const ALL_PAIRS = 64;

/** Enough to see what is missing. */
const ENOUGH = 10;

const HINT = 'add a <route>, or a <zoneRoute> between their zones; with symmetrical="NO", one for each direction';

/** The routes that are missing. Once SimGrid has given up on one, it cannot be asked for more. */
export function missingRoutes({ hosts, simgrid }: Kernel): readonly RouteFault[] {
  const faults: RouteFault[] = [];
  for (const [a, b] of pairs(hosts.length)) {
    const [from, to] = [hosts[a]?.name as string, hosts[b]?.name as string];
    const what = `there is no route from '${from}' to '${to}'`;
    try {
      const { links, latencyS } = simgrid.route(a, b);
      // a zone of coordinates has latencies instead of links
      if (links.length === 0 && latencyS === 0) faults.push({ from, what, hint: HINT });
    } catch (error) {
      if (!(error instanceof SimGridError)) throw error;
      return [...faults, { from, what: `${what} (SimGrid: ${simgridMessage(error)})`, hint: HINT }];
    }
    if (faults.length >= ENOUGH) break;
  }
  return faults;
}

/** Pairs of indices: all of them, or for many hosts each with its neighbour and with the first one. */
function* pairs(n: number): Generator<readonly [number, number]> {
  if (n <= ALL_PAIRS) {
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (a !== b) yield [a, b];
    return;
  }
  for (let i = 1; i < n; i++) {
    yield [i - 1, i];
    yield [i, i - 1];
    yield [0, i];
    yield [i, 0];
  }
}
