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
import { LoadChanges, Rank, Timers } from './timers.ts';
import type { Vm } from './vm.ts';

export interface Parts extends MigrationModels {
  readonly simgrid: SimGrid;
  readonly hosts: readonly Host[];
  readonly vms: readonly Vm[];
  /** The phases of each VM, in VM order. */
  readonly phases: readonly Iterator<Phase, void>[];
  readonly policy: Policy;
  readonly durationS: number;
}

/** Told before and after all that happens at an instant: its time, and how many migrations have started up to then. */
export type OnTime = (nowS: number, migrations: number) => void;

/** One run: hosts, VMs and migrations on one SimGrid instance, from t = 0 to the end. The kernel is advanced from
 * event to event; whatever happens at one instant is handled before time goes on. */
export class Simulation implements DataCentre {
  readonly machines: Machines;
  readonly migrations: Migrations;

  readonly #policy: Policy;
  readonly #durationS: number;
  readonly #timers = new Timers();
  readonly #loadChanges: LoadChanges;
  readonly #phases: Phases;
  readonly #monitor: Monitor | undefined;
  readonly #desk: PolicyDesk;
  readonly #changeLoad = (vm: number) => this.#nextPhase(this.vms[vm] as Vm);

  constructor(parts: Parts) {
    const { simgrid, hosts, vms, policy } = parts;
    this.#policy = policy;
    this.#durationS = parts.durationS;
    this.#phases = new Phases(parts.phases);
    this.#loadChanges = new LoadChanges(vms.length);
    this.#monitor = policy.monitor && new Monitor(policy.monitor, hosts, vms);
    this.machines = new Machines(hosts, vms, simgrid, this.#timers, policy.sleep, policy.sleepAfterS ?? 0, {
      awake: (host) => this.migrations.beginAt(host),
      changed: (host) => this.#tellHost(host),
    });
    this.migrations = new Migrations(this.machines, this.#timers, parts, (vm, ending) =>
      this.#desk.tell((on, state) => on.migrated?.(vm, ending, state)),
    );
    this.#desk = new PolicyDesk(policy.on, this, this.machines, this.migrations, this.#timers);
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
    return this.#monitor?.history(of) ?? [];
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
    machines.start();
    for (const vm of this.vms) this.#nextPhase(vm);
    this.#scheduleTicks((this.#policy.ticks ?? [])[Symbol.iterator](), Number.NEGATIVE_INFINITY);
    this.#scheduleSample(0);
    this.#desk.tell((on, state) => on.start?.(state));
    this.#handleInstant([]);
    for (const host of this.hosts) machines.sleepIfIdle(host);
    while (machines.nowS < durationS) {
      tell();
      const events = simgrid.advance(Math.min(this.#loadChanges.nextS, this.#timers.nextS, durationS));
      machines.nowS = simgrid.clock;
      tell();
      if (machines.nowS < durationS) this.#handleInstant(events);
    }
    this.migrations.end();
    machines.end();
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
    this.#desk.ask(this.nowS);
  }

  #hostChanged(host: Host): void {
    if (this.machines.profileChanged(host)) {
      this.migrations.abortAt(host);
      this.machines.stopVms(host);
    }
    this.#tellHost(host);
  }

  #tellHost(host: Host): void {
    if (this.#policy.on.host) this.#desk.tell((on, state) => on.host?.(host, state));
  }

  #nextPhase(vm: Vm): void {
    const phase = this.#phases.next(vm.index);
    if (!phase) return;
    if (this.machines.changeLoad(vm, phase) && this.#policy.on.load)
      this.#desk.tell((on, state) => on.load?.(vm, state));
    const endS = this.nowS + phase.durationS;
    if (endS === this.nowS)
      throw new SimulationError(`the workload: at ${endS} s, a phase of ${vm.name} of ${phase.durationS} s stops time`);
    this.#loadChanges.set(endS, vm.index);
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
      monitor.sample();
      this.#scheduleSample(timeS + everyS);
    });
  }
}
