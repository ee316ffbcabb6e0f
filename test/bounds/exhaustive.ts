/** The least energy of a small case by trying everything: in each interval every assignment of VMs to hosts, over time
 * every choice of hosts that are on. */
import type { FleetHost } from '../../src/bounds/fleet.ts';

export interface SmallVm {
  readonly memoryBytes: number;
  /** What it asks for in each interval. */
  readonly cores: readonly number[];
}

/** Intervals that are long enough for a host to fall asleep and wake up in one. */
export interface SmallCase {
  readonly hosts: readonly FleetHost[];
  readonly vms: readonly SmallVm[];
  readonly seconds: readonly number[];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Joules; undefined where the VMs do not fit in some interval. */
export function leastEnergyJ({ hosts, vms, seconds }: SmallCase): number | undefined {
  const sets = Array.from({ length: 2 ** hosts.length }, (_, bits) => hosts.map((_, h) => ((bits >> h) & 1) === 1));
  const allowed = sets.filter((on) => hosts.every(({ neverSleeps }, h) => on[h] || !neverSleeps));
  let paths = allowed.map((on) => ({ on, energyJ: on.every(Boolean) ? 0 : Number.POSITIVE_INFINITY }));
  for (const [interval, dt] of seconds.entries()) {
    const demands = vms.map(({ cores, memoryBytes }) => ({ cores: cores[interval] as number, memoryBytes }));
    paths = allowed.map((on) => {
      const sleepingW = sum(hosts.map(({ offW }, h) => (on[h] ? 0 : offW)));
      const intervalJ = dt * (sleepingW + leastPowerW(hosts, on, demands));
      return { on, energyJ: intervalJ + Math.min(...paths.map((path) => path.energyJ + turnJ(hosts, path.on, on))) };
    });
  }
  const best = Math.min(...paths.map(({ energyJ }) => energyJ));
  return best < Number.POSITIVE_INFINITY ? best : undefined;
}

/** What falling asleep and waking up take beyond being asleep. */
function turnJ(hosts: readonly FleetHost[], before: readonly boolean[], after: readonly boolean[]): number {
  const costs = hosts.map(({ fallAsleep, wake, offW }, h) => {
    if (before[h] === after[h]) return 0;
    const { seconds, watts } = after[h] ? wake : fallAsleep;
    return seconds * (watts - offW);
  });
  return sum(costs);
}

/** Of the hosts that are on, over every assignment of the VMs to them. */
function leastPowerW(
  hosts: readonly FleetHost[],
  on: readonly boolean[],
  vms: readonly { readonly cores: number; readonly memoryBytes: number }[],
): number {
  const busy = hosts.map(() => 0);
  const taken = hosts.map(() => 0);
  const place = (vm: number): number => {
    const { cores, memoryBytes } = vms[vm] ?? { cores: 0, memoryBytes: 0 };
    if (vm === vms.length) return sum(hosts.map((host, h) => (on[h] ? powerW(host, busy[h] as number) : 0)));
    let best = Number.POSITIVE_INFINITY;
    for (const [h, host] of hosts.entries()) {
      const [busyBefore, takenBefore] = [busy[h] as number, taken[h] as number];
      if (!on[h] || busyBefore + cores > host.cores + 1e-12 || takenBefore + memoryBytes > host.memoryBytes) continue;
      busy[h] = busyBefore + cores;
      taken[h] = takenBefore + memoryBytes;
      best = Math.min(best, place(vm + 1));
      busy[h] = busyBefore;
      taken[h] = takenBefore;
    }
    return best;
  };
  return place(0);
}

/** As the model of power has it: at a jump, the lower point is that of no load. */
function powerW({ power }: FleetHost, busyCores: number): number {
  if (busyCores === 0) return power[0]?.[1] as number;
  for (let i = 1; i < power.length; i++) {
    const [[x0, w0], [x1, w1]] = [power[i - 1] as readonly [number, number], power[i] as readonly [number, number]];
    if (x1 > x0 && (busyCores <= x1 || i === power.length - 1)) return w0 + ((w1 - w0) * (busyCores - x0)) / (x1 - x0);
  }
  throw new Error('a host without power');
}
