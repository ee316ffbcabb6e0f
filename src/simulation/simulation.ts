import { SimulationError } from '../base/problem.ts';
import type { DataCentre, HostView, Policy, VmView } from '../models/policies/contract.ts';
import type { Phase } from '../models/workloads/contract.ts';
import type { Host } from './host.ts';
import type { SimGrid } from './kernel/index.ts';
import { Machines } from './machines.ts';
import type { Sending } from './migration-run.ts';
import { type MigrationModels, Migrations } from './migrations.ts';
import { Monitor } from './monitor.ts';
import { Phases } from './phases.ts';
import { PolicyDesk } from './policy-desk.ts';
import { Population, type PopulationParts } from './population.ts';
import { LoadChanges, Rank, Timers } from './timers.ts';
import type { Vm } from './vm.ts';

export interface Parts extends MigrationModels {
  readonly simgrid: SimGrid;
  readonly hosts: readonly Host[];
  readonly population: PopulationParts;
  readonly policy: Policy;
  readonly durationS: number;
}

/** Told before and after all that happens at an instant: its time, and how many migrations have started up to then. */
export type OnTime = (nowS: number, migrations: number) => void;

/** A mechanism that waits for no time at all, again and again, would stop time. */
const MOST_ROUNDS = 100_000;

/** One run: hosts, VMs and migrations on one SimGrid instance, from t = 0 to the end. The kernel is advanced from
 * event to event; whatever happens at one instant is handled before time goes on. */
export class Simulation implements DataCentre {
  readonly machines: Machines;
  readonly migrations: Migrations;
  readonly population: Population;

  readonly #policy: Policy;
  readonly #durationS: number;
  readonly #timers = new Timers();
  readonly #loadChanges: LoadChanges;
  readonly #phases: Phases;
  readonly #monitor: Monitor | undefined;
  readonly #desk: PolicyDesk;
  readonly #changeLoad = (slot: number) => this.#nextPhase(this.population.inSlot(slot));

  constructor(parts: Parts) {
    const { simgrid, hosts, policy, durationS } = parts;
    const { maker, first } = parts.population;
    const slots = first.length;
    this.#policy = policy;
    this.#durationS = durationS;
    this.#phases = new Phases(slots);
    this.#loadChanges = new LoadChanges(slots);
    this.#monitor = policy.monitor && new Monitor(policy.monitor, hosts, slots);
    this.machines = new Machines(hosts, slots, simgrid, this.#timers, policy.sleep, policy.sleepAfterS ?? 0, {
      awake: (host) => {
        this.migrations.beginAt(host);
        this.population.awake(host);
      },
      changed: (host) => this.#tellHost(host),
    });
    this.migrations = new Migrations(this.machines, this.#timers, parts, (vm, ending) => {
      for (const host of [ending.from, ending.to]) this.population.roomFreed(host as Host);
      this.#desk.tell((on, state) => on.migrated?.(vm, ending, state));
    });
    this.population = new Population(parts.population, this.machines, this.migrations, this.#timers, durationS, {
      begun: (vm, newcomer) => this.#begin(vm, maker.phases(newcomer)),
      left: (vm) => this.#end(vm),
    });
    const hasCome = (index: number) => this.population.hasCome(index);
    this.#desk = new PolicyDesk(policy.on, this, this.machines, this.migrations, this.#timers, hasCome);
  }

  get nowS(): number {
    return this.machines.nowS;
  }

  get hosts(): readonly Host[] {
    return this.machines.hosts;
  }

  get vms(): readonly Vm[] {
    return this.machines.vms;
  }

  history(of: HostView | VmView): readonly number[] {
    if (!this.#monitor) return [];
    if (!('load' in of)) return this.#monitor.ofHost(of);
    const vm = this.machines.vm(of.index);
    return vm ? this.#monitor.ofVm(vm) : [];
  }

  /** Figures of the policy's own, at the end. */
  get policyFigures(): Readonly<Record<string, number>> {
    return this.#policy.figures?.(this) ?? {};
  }

  /** Runs to the end. */
  run(onTime?: OnTime): void {
    const { machines } = this;
    const { simgrid } = machines;
    const durationS = this.#durationS;
    const tell = () => onTime?.(machines.nowS, this.migrations.begun);
    tell();
    this.population.start();
    this.#scheduleTicks((this.#policy.ticks ?? [])[Symbol.iterator](), Number.NEGATIVE_INFINITY);
    this.#scheduleSample(0);
    this.#desk.tell((on, state) => on.start?.(state));
    this.#handleInstant([]);
    for (const host of this.hosts) machines.sleepIfIdle(host);
    let rounds = 0;
    while (machines.nowS < durationS) {
      tell();
      const beforeS = machines.nowS;
      const events = simgrid.advance(Math.min(this.#loadChanges.nextS, this.#timers.nextS, durationS));
      machines.nowS = simgrid.clock;
      tell();
      rounds = machines.nowS === beforeS ? rounds + 1 : 0;
      if (rounds === MOST_ROUNDS)
        throw new SimulationError(`time stands still at ${beforeS} s: something happens there without end`);
      if (machines.nowS < durationS) this.#handleInstant(events);
    }
    this.migrations.end();
    machines.close();
  }

  /** All that happens now: hosts first, then loads and timers, then the ends of flows; last of all the policy is asked. */
  #handleInstant(events: ReturnType<SimGrid['advance']>): void {
    const ended: Sending[] = [];
    for (const event of events) {
      if (event.kind === 'host-changed') {
        this.#hostChanged(this.hosts[event.host] as Host);
        continue;
      }
      const sending = this.migrations.ended(event.flow, event.kind === 'flow-failed');
      if (sending) ended.push(sending);
    }
    this.#loadChanges.eachDue(this.nowS, this.#changeLoad);
    for (const timer of this.#timers.due(this.nowS)) timer.run();
    for (const sending of ended) this.migrations.goOn(sending);
    this.population.admit();
    this.#desk.ask(this.nowS);
    this.population.foresee();
  }

  #begin(vm: Vm, phases: Iterator<Phase, void>): void {
    this.#phases.begin(vm.slot, phases);
    this.#monitor?.begin(vm);
    if (this.nowS > 0 && this.#policy.on.arrived) this.#desk.tell((on, state) => on.arrived?.(vm, state));
    this.#nextPhase(vm);
  }

  #end(vm: Vm): void {
    this.#phases.end(vm.slot);
    this.#loadChanges.forget(vm.slot);
    if (this.#policy.on.departed) this.#desk.tell((on, state) => on.departed?.(vm, state));
  }

  #hostChanged(host: Host): void {
    if (this.machines.profileChanged(host)) {
      this.migrations.abortAt(host);
      this.machines.stopVms(host);
      this.population.failed(host);
    } else if (host.awake) this.population.awake(host);
    this.population.roomFreed(host);
    this.#tellHost(host);
  }

  #tellHost(host: Host): void {
    if (this.#policy.on.host) this.#desk.tell((on, state) => on.host?.(host, state));
  }

  #nextPhase(vm: Vm): void {
    const phase = this.#phases.next(vm);
    if (!phase) return;
    if (this.machines.changeLoad(vm, phase) && this.#policy.on.load)
      this.#desk.tell((on, state) => on.load?.(vm, state));
    const endS = this.nowS + phase.durationS;
    if (endS === this.nowS)
      throw new SimulationError(`the workload: at ${endS} s, a phase of ${vm.name} of ${phase.durationS} s stops time`);
    this.#loadChanges.set(endS, vm.slot);
  }

  #scheduleTicks(ticks: Iterator<number>, lastS: number): void {
    const { value: timeS, done } = ticks.next();
    if (done) return;
    // equal ones without end would stop time
    if (!(timeS > lastS && timeS >= 0))
      throw new SimulationError(
        `the ticks of the policy do not ascend: ${timeS} s comes after ${Math.max(lastS, 0)} s`,
      );
    this.#timers.set(timeS, Rank.Tick, () => {
      this.#desk.tell((on, state) => on.tick?.(state));
      this.#scheduleTicks(ticks, timeS);
    });
  }

  #scheduleSample(timeS: number): void {
    const monitor = this.#monitor;
    const everyS = this.#policy.monitor?.everyS ?? Number.POSITIVE_INFINITY;
    if (!monitor) return;
    this.#timers.set(timeS, Rank.Sample, () => {
      monitor.sample(this.vms);
      this.#scheduleSample(timeS + everyS);
    });
  }
}
