/** What hosts can do at what least power, told from their number and kind alone: who runs where is left open.
 *
 *   P_h(x) >= a_h + g_h(x)       on, x busy cores: g_h convex, not falling, g_h(0) = 0 (envelope.ts)
 *   P_h    >= f_h                in any state: f_h = min(a_h, off, falling asleep, waking)
 *   F(D) = min sum of F_h(x_h)   over sum of x_h = D, F_h the envelope of f_h at 0 and of a_h + g_h
 *   G(D) = min sum of g_h(x_h)   over the same
 *   n(D) = the fewest hosts whose cores sum up to D; of memory likewise
 *
 * At any time the hosts draw at least sum of f_h + F(D), and at least sum of f_h + the n smallest a_h - f_h + G(D). Hosts
 * that never sleep have f_h = a_h, and are counted in n for nothing. All in W and cores.
 * Source: wattshift; F is the linear relaxation of bin packing with costs (merit order). */
import { type Envelope, envelope, type PowerPoint } from './envelope.ts';
import { PiecewiseLinear, type Segment } from './piecewise-linear.ts';

export interface FleetTransition {
  readonly seconds: number;
  readonly watts: number;
}

/** A host as far as its energy goes. */
export interface FleetHost {
  readonly cores: number;
  /** Infinity where there is no limit. */
  readonly memoryBytes: number;
  /** What it draws switched on, from no core to all cores busy: points with straight lines between them, two at the same
   * place for a jump. */
  readonly power: readonly PowerPoint[];
  readonly offW: number;
  readonly neverSleeps: boolean;
  readonly fallAsleep: FleetTransition;
  readonly wake: FleetTransition;
}

/** What is asked of all hosts together. */
export interface Need {
  readonly cores: number;
  readonly memoryBytes: number;
  readonly vms: number;
}

/** Equal hosts with equal capacity. */
interface HostClass {
  readonly host: FleetHost;
  readonly capacityCores: number;
  readonly on: Envelope;
  /** From asleep to busy, beyond `floorW`. */
  readonly fromAsleep: readonly Segment[];
  readonly floorW: number;
  count: number;
}

export class Fleet {
  /** What being on costs a host that may sleep beyond its least draw, W: the cheapest first. */
  readonly staticW: Float64Array;
  /** J that a host takes at least to fall asleep, and to wake up, beyond its least draw; of falling asleep for so many
   * seconds only. */
  readonly fallAsleepJ: (seconds: number) => number;
  readonly wakeJ: number;

  readonly #hosts: readonly FleetHost[];
  /** One number for equal hosts. */
  readonly #kindOf: readonly number[];
  readonly #classes = new Map<string, HostClass>();
  /** The class that each host is in now; none while it is down. */
  readonly #classOf: (HostClass | undefined)[];
  #downW = 0;
  #least: LeastPower | undefined;

  constructor(hosts: readonly FleetHost[]) {
    const kinds = new Map<string, number>();
    const kindOf = (key: string) => kinds.get(key) ?? kinds.set(key, kinds.size).size - 1;
    this.#hosts = hosts;
    this.#kindOf = hosts.map((host) => kindOf(JSON.stringify(host)));
    const classes = hosts.map((host, i) => this.#enter(i, host.cores));
    this.#classOf = classes;
    const sleepers = classes.filter(({ host }) => !host.neverSleeps);
    this.staticW = Float64Array.from(sleepers, ({ on, floorW }) => on.baseW - floorW).sort();
    const transitions = [...this.#classes.values()]
      .filter(({ host }) => !host.neverSleeps)
      .map(({ host: { fallAsleep, wake }, floorW }) => ({ fallAsleep, wake, floorW }));
    this.wakeJ = least(transitions.map(({ wake, floorW }) => wake.seconds * (wake.watts - floorW)));
    this.fallAsleepJ = (seconds) =>
      least(transitions.map(({ fallAsleep: a, floorW }) => Math.min(seconds, a.seconds) * (a.watts - floorW)));
  }

  /** It has so many cores from now on; none while it is down. */
  change(host: number, capacityCores: number | undefined): void {
    const before = this.#classOf[host];
    if (before?.capacityCores === capacityCores) return;
    const { offW } = this.#hosts[host] as FleetHost;
    if (before) before.count--;
    else this.#downW -= offW;
    const now = capacityCores === undefined ? undefined : this.#enter(host, capacityCores);
    if (!now) this.#downW += offW;
    this.#classOf[host] = now;
    this.#least = undefined;
  }

  /** As the hosts are now. */
  get least(): LeastPower {
    this.#least ??= new LeastPower([...this.#classes.values()], this.#downW);
    return this.#least;
  }

  #enter(index: number, capacityCores: number): HostClass {
    const key = `${this.#kindOf[index]} ${capacityCores}`;
    const known = this.#classes.get(key) ?? hostClass(this.#hosts[index] as FleetHost, capacityCores);
    this.#classes.set(key, known);
    known.count++;
    return known;
  }
}

function hostClass(host: FleetHost, capacityCores: number): HostClass {
  const points = upTo(host.power, capacityCores);
  const on = envelope(points);
  const transitions = [host.fallAsleep, host.wake].flatMap(({ seconds, watts }) => (seconds > 0 ? [watts] : []));
  const floorW = host.neverSleeps ? on.baseW : Math.min(on.baseW, host.offW, ...transitions);
  const fromAsleep = envelope([[0, floorW], ...points]).segments;
  return { host, capacityCores, on, fromAsleep, floorW, count: 0 };
}

/** With fewer cores the curve ends earlier; with more, the host draws no more than with all of its own. */
function upTo(power: readonly PowerPoint[], cores: number): readonly PowerPoint[] {
  const next = power.findIndex(([busy]) => busy > cores);
  const within = next < 0 ? power : power.slice(0, next);
  const [x0, w0] = within.at(-1) as PowerPoint;
  if (next < 0) return [...within, [cores, w0]];
  const [x1, w1] = power[next] as PowerPoint;
  return [...within, [cores, w0 + ((w1 - w0) * (cores - x0)) / (x1 - x0)]];
}

const least = (values: readonly number[]) => (values.length === 0 ? 0 : Math.min(...values));

/** What a sum of quotients may be off by rounding, in hosts. */
const ROUNDING = 1e-9;

/** The functions of a fleet as it is at one time. */
class LeastPower {
  /** Sum of f_h, W. */
  readonly floorW: number;
  /** F: cores -> W. */
  readonly fromAsleep: PiecewiseLinear;
  /** G: cores -> W. */
  readonly work: PiecewiseLinear;
  /** Hosts that may sleep, and are not down. */
  readonly sleepers: number;

  readonly #hostsByCores: PiecewiseLinear;
  readonly #hostsByMemory: PiecewiseLinear;
  readonly #alwaysOn: number;

  constructor(classes: readonly HostClass[], downW: number) {
    const present = classes.filter(({ count }) => count > 0);
    const count = (neverSleeps: boolean) =>
      sum(present.filter(({ host }) => host.neverSleeps === neverSleeps).map((one) => one.count));
    const mix = (segments: (one: HostClass) => readonly Segment[]) =>
      new PiecewiseLinear(
        present.flatMap((one) => segments(one).map(({ width, slope }) => ({ width: width * one.count, slope }))),
      );
    const hosts = (size: (one: HostClass) => number) =>
      mix((one) => [{ width: size(one), slope: one.host.neverSleeps ? 0 : 1 / size(one) }]);
    this.floorW = downW + sum(present.map((one) => one.floorW * one.count));
    this.fromAsleep = mix((one) => one.fromAsleep);
    this.work = mix((one) => one.on.segments);
    this.sleepers = count(false);
    this.#alwaysOn = count(true);
    this.#hostsByCores = hosts((one) => one.capacityCores);
    this.#hostsByMemory = hosts((one) => one.host.memoryBytes);
  }

  /** How many of the hosts that may sleep are on at least; all of them where even they are not enough. */
  hostsOn({ cores, memoryBytes, vms }: Need): number {
    const some = vms > 0 && this.#alwaysOn === 0 ? 1 : 0;
    const shares = Math.max(this.#hostsByCores.at(cores), this.#hostsByMemory.at(memoryBytes));
    return Math.min(this.sleepers, Math.max(some, Math.ceil(shares - ROUNDING)));
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
