import { SimulationError } from '../base/problem.ts';
import type { Policy } from '../models/policies/contract.ts';
import type { HostState } from '../models/resources.ts';
import type { Phase } from '../models/workloads/contract.ts';
import { Baseline } from './baseline.ts';
import { Bounds } from './bounds.ts';
import type { Host, Transition } from './host.ts';
import type { SimGrid } from './kernel/index.ts';
import { PowerLog } from './power-log.ts';
import { settle } from './settle.ts';
import { Rank, type Timers } from './timers.ts';
import type { Vm } from './vm.ts';

/** Who has to know of hosts. */
interface HostHooks {
  /** It is awake now: what waits for it can begin. */
  awake(host: Host): void;
  /** It is in another state, or has another capacity. */
  changed(host: Host): void;
}

/** Hosts and VMs on the kernel: what runs where, how fast, and what it draws. Whatever changes something here settles
 * the host first, so that the energy account holds up to now. */
export class Machines {
  readonly power: PowerLog;
  readonly baseline: Baseline;
  readonly bounds: Bounds;
  nowS = 0;
  /** Hosts on which VMs get another share of the CPU now, of those with VMs that leave when their work is done. */
  readonly reshared = new Set<Host>();
  /** Those that run, by their indices, in the order in which they started. */
  readonly #vms = new Map<number, Vm>();
  /** The same as a list, until one comes or leaves. */
  #list: readonly Vm[] | undefined;

  constructor(
    readonly hosts: readonly Host[],
    slots: number,
    readonly simgrid: SimGrid,
    private readonly timers: Timers,
    /** When hosts sleep, as the policy says, and after how long without anything to do. */
    private readonly sleep: Policy['sleep'],
    private readonly sleepAfterS: number,
    private readonly hooks: HostHooks,
  ) {
    this.power = new PowerLog(hosts.map((host) => host.name));
    this.baseline = new Baseline(hosts, slots);
    this.bounds = new Bounds(hosts);
  }

  /** Those that run now, in the order in which they started. */
  get vms(): readonly Vm[] {
    this.#list ??= [...this.#vms.values()];
    return this.#list;
  }

  /** Undefined where it does not run, or not any more. */
  vm(index: number): Vm | undefined {
    return this.#vms.get(index);
  }

  settle(host: Host, watts?: number): void {
    this.bounds.beforeChange(host, this.nowS);
    settle(host, this.nowS, this.simgrid, this.power, watts);
  }

  // ------------------------------------------------------------------------------------------------ VMs

  /** It runs from now on, on its host and in the baseline on `home`. */
  begin(vm: Vm, home: number): void {
    this.settle(vm.host);
    this.#vms.set(vm.index, vm);
    this.#list = undefined;
    vm.host.add(vm);
    this.baseline.add(vm, home, this.nowS);
    this.#startCpu(vm);
    this.#reshare(vm.host);
  }

  /** It leaves once it has got so many core-seconds. */
  giveWork(vm: Vm, coreS: number): void {
    this.settle(vm.host);
    vm.workLeftCoreS = coreS;
    vm.host.workers++;
    this.#reshare(vm.host);
  }

  /** It has left for good; it migrates no more. */
  end(vm: Vm): void {
    const { host } = vm;
    this.settle(host);
    this.bounds.asksFor(vm, 0);
    this.#stopCpu(vm);
    this.#vms.delete(vm.index);
    this.#list = undefined;
    host.remove(vm);
    host.take(vm, -1);
    this.baseline.remove(vm, this.nowS);
    this.#reshare(host);
    this.sleepIfIdle(host);
  }

  /** Its load is that of this phase from now on. True if it was another one before. */
  changeLoad(vm: Vm, phase: Phase): boolean {
    this.settle(vm.host);
    const changed = phase.load !== vm.load;
    this.bounds.asksFor(vm, phase.load);
    vm.load = phase.load;
    vm.dirtyRate = phase.dirtyRate;
    this.baseline.loadChanged(vm, this.nowS);
    this.#recount(vm);
    return changed;
  }

  pause(vm: Vm): void {
    this.settle(vm.host);
    vm.paused = true;
    this.#recount(vm);
  }

  /** Lets it have all that it asks for again. */
  letRun(vm: Vm): void {
    if (!vm.paused && vm.speed === 1) return;
    this.settle(vm.host);
    vm.paused = false;
    vm.speed = 1;
    this.#recount(vm);
  }

  /** It runs on another host from now on, at a fraction of the speed that it asks for. */
  move(vm: Vm, to: Host, speed: number): void {
    const from = vm.host;
    this.settle(from);
    this.settle(to);
    this.#stopCpu(vm);
    from.remove(vm);
    vm.paused = false;
    vm.speed = speed;
    vm.host = to;
    to.add(vm);
    this.#startCpu(vm);
    this.#reshare(from);
    this.#reshare(to);
  }

  #reshare(host: Host): void {
    if (host.workers > 0) this.reshared.add(host);
  }

  #startCpu(vm: Vm): void {
    vm.action = this.simgrid.startCpu(vm.host.index, vm.vcpus);
    this.#applyDemand(vm);
  }

  #stopCpu(vm: Vm): void {
    if (vm.action !== undefined) this.simgrid.stopCpu(vm.action);
    vm.action = undefined;
  }

  #recount(vm: Vm): void {
    vm.host.recountDemand();
    if (vm.destination) vm.destination.committed.stale = true;
    this.#applyDemand(vm);
    this.#reshare(vm.host);
  }

  #applyDemand(vm: Vm): void {
    if (vm.action !== undefined) this.simgrid.setDemand(vm.action, vm.activeCores * vm.host.speed);
  }

  // ------------------------------------------------------------------------------------------------ hosts

  /** It will be awake as soon as it can be. */
  wake(host: Host): void {
    if (host.state === 'falling-asleep') host.wanted = true;
    if (host.state !== 'asleep') return;
    this.#enter(host, 'waking', host.facts.wake, () => {
      this.simgrid.switchHost(host.index, true);
      host.state = 'awake';
      this.hooks.awake(host);
    });
  }

  sleepIfIdle(host: Host): void {
    if (this.sleep !== 'idle' || host.needed) return;
    host.idleSinceS = this.nowS;
    if (this.sleepAfterS === 0) this.#fallAsleep(host);
    else
      this.timers.set(this.nowS + this.sleepAfterS, Rank.Host, () => {
        if (host.idleSinceS + this.sleepAfterS <= this.nowS) this.#fallAsleep(host);
      });
  }

  /** An order says so. */
  sleepAsAsked(host: Host): void {
    if (this.sleep === 'asked') this.#fallAsleep(host);
  }

  #fallAsleep(host: Host): void {
    if (!host.maySleep || host.state !== 'awake' || host.needed) return;
    this.settle(host);
    this.simgrid.switchHost(host.index, false);
    this.#enter(host, 'falling-asleep', host.facts.fallAsleep, () => {
      host.state = 'asleep';
      if (host.wanted || host.needed) this.wake(host);
      host.wanted = false;
    });
  }

  /** Where a transition takes no time, it is over at once. A failure in the middle of it ends it, too. */
  #enter(host: Host, state: HostState, { seconds }: Transition, done: () => void): void {
    this.settle(host);
    host.transitions++;
    const number = ++host.transition;
    const end = () => {
      if (host.transition !== number) return;
      this.settle(host);
      done();
      this.hooks.changed(host);
    };
    if (seconds === 0) {
      end();
      return;
    }
    host.state = state;
    this.timers.set(this.nowS + seconds, Rank.Host, end);
  }

  /** An availability or speed profile of the platform changed it. True if it is down now, and was not before. */
  profileChanged(host: Host): boolean {
    this.baseline.beforeHostChange(host, this.nowS);
    // the plugin knows the new state already; what the host drew until now is in its energy
    const drawnJ = this.simgrid.hostEnergyJ(host.index) - (host.energyJ - host.beyondPluginJ);
    const resting = host.state === 'falling-asleep' || host.state === 'waking';
    this.settle(host, resting || !host.facts.byPlugin ? undefined : drawnJ / (this.nowS - host.settledS));
    host.capacityCores = host.cores * this.simgrid.hostSpeedRatio(host.index);
    const returns = this.simgrid.hostIsOn(host.index) && host.state !== 'awake';
    if (returns) this.#comeBack(host);
    this.#reshare(host);
    const fails = this.simgrid.hostIsDown(host.index) && host.state !== 'failed';
    if (returns || fails) this.bounds.turnedByItself();
    if (fails) {
      host.state = 'failed';
      host.transition++;
      host.wanted = false;
    }
    return fails;
  }

  /** To be called once nothing migrates from or to a host that is down: its VMs wait there. */
  stopVms(host: Host): void {
    for (const vm of host.vms) this.#stopCpu(vm);
  }

  /** Whatever was under way with it is over: a transition, too. */
  #comeBack(host: Host): void {
    host.state = 'awake';
    host.transition++;
    host.wanted = false;
    for (const vm of host.vms) this.#startCpu(vm);
    this.hooks.awake(host);
    this.sleepIfIdle(host);
  }

  // ------------------------------------------------------------------------------------------------ the end

  /** Closes the account. A host's total is SimGrid's; what was charged to VMs, to sleep and to nobody must add up to it. */
  close(): void {
    this.bounds.advance(this.nowS);
    for (const host of this.hosts) {
      this.settle(host);
      if (!host.facts.byPlugin) continue;
      const totalJ = this.simgrid.hostEnergyJ(host.index) + host.beyondPluginJ;
      if (Math.abs(totalJ - host.energyJ) > 1e-6 * Math.max(totalJ, 1))
        throw new SimulationError(
          `the energy account of ${host.name} holds ${host.energyJ} J, SimGrid's host-energy plugin ${totalJ} J`,
        );
      host.energyJ = totalJ;
    }
  }
}
