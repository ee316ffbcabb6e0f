import { Fleet, type FleetHost } from '../bounds/fleet.ts';
import { LeastEnergy } from '../bounds/least-energy.ts';
import { neverSleeps } from '../models/roles.ts';
import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

/** Cores are summed in whole parts of this size, rounded down: a running sum of them does not drift, and stays a bound. */
const PARTS_PER_CORE = 2 ** 32;

const parts = (cores: number) => Math.floor(cores * PARTS_PER_CORE);

/** What a host takes part in at present. */
interface Share {
  grantedParts: number;
  memoryBytes: number;
  vms: number;
}

/** The least energy that any policy could have used, kept beside the run: for the work that the run grants, and for all
 * that is asked for. A host is looked at once after each change, when time goes on.
 *
 * Work is counted in cores of the fastest host: of VMs whose vCPUs have a speed, by that speed, and slower hosts are taken
 * for as fast. */
export class Bounds {
  readonly #granted: LeastEnergy;
  readonly #asked: LeastEnergy;
  readonly #fleet: Fleet;
  readonly #hosts: readonly Host[];
  readonly #fastest: { readonly speed: number };
  /** The place in the fleet of each host that counts, by host index. */
  readonly #place: Int32Array;
  readonly #shares: readonly Share[];
  /** Places of the hosts that have changed since `#nowS`, and at what has to be looked anew. */
  readonly #changed: number[] = [];
  readonly #isChanged: Uint8Array;
  readonly #total: Share = { grantedParts: 0, memoryBytes: 0, vms: 0 };
  #askedParts = 0;
  #nowS = 0;

  constructor(hosts: readonly Host[]) {
    this.#hosts = hosts.filter((host) => host.counts);
    this.#fastest = { speed: this.#hosts.reduce((most, { speed }) => Math.max(most, speed), 0) };
    this.#place = new Int32Array(hosts.length).fill(-1);
    for (const [place, { index }] of this.#hosts.entries()) this.#place[index] = place;
    this.#shares = this.#hosts.map(() => ({ grantedParts: 0, memoryBytes: 0, vms: 0 }));
    this.#isChanged = new Uint8Array(this.#hosts.length);
    this.#fleet = new Fleet(this.#hosts.map(fleetHost));
    this.#granted = new LeastEnergy(this.#fleet);
    this.#asked = new LeastEnergy(this.#fleet);
    for (const host of this.#hosts) this.beforeChange(host, 0);
  }

  /** Joules that the work granted so far takes at least. */
  get grantedJ(): number {
    return this.#granted.energyJ;
  }

  /** The same of all work that was asked for, or of as much as the hosts can do. */
  get askedJ(): number {
    return this.#asked.energyJ;
  }

  /** To be called before anything changes on a host. */
  beforeChange(host: Host, nowS: number): void {
    if (nowS > this.#nowS) this.advance(nowS);
    const place = this.#place[host.index] as number;
    if (place < 0 || this.#isChanged[place] === 1) return;
    this.#isChanged[place] = 1;
    this.#changed.push(place);
  }

  /** A VM has another load from now on. To be called before it has, and after `beforeChange` of its host. */
  asksFor(vm: Vm, load: number): void {
    this.#askedParts += parts(vm.demandOn(this.#fastest, load)) - parts(vm.demandOn(this.#fastest));
  }

  /** A host went down or came back without being told to. */
  turnedByItself(): void {
    this.#granted.turnedByItself();
    this.#asked.turnedByItself();
  }

  /** Up to here, nothing changes any more. */
  advance(nowS: number): void {
    for (const place of this.#changed) {
      this.#isChanged[place] = 0;
      this.#lookAt(this.#hosts[place] as Host, place);
    }
    this.#changed.length = 0;
    const { grantedParts, memoryBytes, vms } = this.#total;
    this.#granted.advance(nowS, { cores: grantedParts / PARTS_PER_CORE, memoryBytes, vms });
    this.#asked.advance(nowS, { cores: this.#askedParts / PARTS_PER_CORE, memoryBytes, vms });
    this.#nowS = nowS;
  }

  #grantedWork(host: Host): number {
    const slower = host.speed < this.#fastest.speed && host.vms.some((vm) => vm.vcpuSpeed !== undefined);
    return slower ? (grantedCores(host) * host.speed) / this.#fastest.speed : grantedCores(host);
  }

  #lookAt(host: Host, place: number): void {
    const share = this.#shares[place] as Share;
    const total = this.#total;
    const down = host.state === 'failed';
    const granted = host.awake ? parts(this.#grantedWork(host)) : 0;
    // VMs wait on a host that is down, and need no other
    const memoryBytes = down ? 0 : Math.min(host.memoryBytes, host.ramBytes);
    const vms = down ? 0 : host.vms.length;
    total.grantedParts += granted - share.grantedParts;
    total.memoryBytes += memoryBytes - share.memoryBytes;
    total.vms += vms - share.vms;
    share.grantedParts = granted;
    share.memoryBytes = memoryBytes;
    share.vms = vms;
    this.#fleet.change(place, down ? undefined : host.capacityCores);
  }
}

/** SimGrid grants all where there is enough, and no VM more than its vCPUs at the speed of a core. */
function grantedCores({ vms, demandCores, cores, capacityCores }: Host): number {
  if (capacityCores >= cores) return Math.min(demandCores, capacityCores);
  const coreSpeed = capacityCores / cores;
  const most = vms.reduce((sum, vm) => sum + Math.min(vm.activeCores, vm.vcpus * coreSpeed), 0);
  return Math.min(most, capacityCores);
}

function fleetHost(host: Host): FleetHost {
  const { fallAsleep, wake, power } = host.facts;
  return {
    cores: host.cores,
    memoryBytes: host.ramBytes,
    power: power.points,
    offW: power.offW,
    neverSleeps: neverSleeps(host),
    fallAsleep,
    wake,
  };
}
