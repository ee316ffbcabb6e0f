import type { SimGrid } from '../kernel/index.ts';
import type { Cause, DataCentre, Policy } from '../policies/contract.ts';
import type { Phase } from '../workloads/contract.ts';
import type { Host } from './host.ts';
import { Machines } from './machines.ts';
import type { Sending } from './migration-run.ts';
import { type MigrationModels, Migrations } from './migrations.ts';
import { Phases } from './phases.ts';
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
  readonly #changeLoad = (vm: number) => this.#nextPhase(this.vms[vm] as Vm);
  /** Why the policy has to be asked, since it was asked last. */
  #causes: Cause[] = [];

  constructor(parts: Parts) {
    const { simgrid, hosts, vms, policy } = parts;
    this.#policy = policy;
    this.#durationS = parts.durationS;
    this.#phases = new Phases(parts.phases);
    this.#loadChanges = new LoadChanges(vms.length);
    this.machines = new Machines(hosts, vms, simgrid, policy.sleepsIdleHosts);
    const arrived = (vm: Vm) => this.#tellPolicy({ kind: 'arrival', vm });
    this.migrations = new Migrations(this.machines, this.#timers, parts, arrived);
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

  /** Runs to the end. */
  run(onTime?: OnTime): void {
    const { machines } = this;
    const { simgrid } = machines;
    const durationS = this.#durationS;
    const tell = () => onTime?.(machines.nowS, this.migrations.started);
    tell();
    machines.start();
    for (const vm of this.vms) this.#nextPhase(vm);
    this.#scheduleTicks(this.#policy.ticks[Symbol.iterator]());
    this.#tellPolicy({ kind: 'start' });
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
    this.#askPolicy();
  }

  #hostChanged(host: Host): void {
    if (!this.machines.hostChanged(host)) return;
    this.migrations.abortAt(host);
    this.machines.stopVms(host);
  }

  #nextPhase(vm: Vm): void {
    const phase = this.#phases.next(vm.index);
    if (!phase) return;
    if (this.machines.changeLoad(vm, phase)) this.#tellPolicy({ kind: 'load', vm });
    this.#loadChanges.set(this.nowS + phase.durationS, vm.index);
  }

  // ------------------------------------------------------------------------------------------------ policy

  #scheduleTicks(ticks: Iterator<number>): void {
    const { value: timeS, done } = ticks.next();
    if (done) return;
    this.#timers.set(timeS, Rank.Tick, () => {
      this.#tellPolicy({ kind: 'tick' });
      this.#scheduleTicks(ticks);
    });
  }

  #tellPolicy(cause: Cause): void {
    if (this.#policy.reactsTo.has(cause.kind)) this.#causes.push(cause);
  }

  #askPolicy(): void {
    // a migration that takes no time arrives at once, and gives the policy something new to look at
    while (this.#causes.length > 0) {
      const causes = this.#causes;
      this.#causes = [];
      for (const cause of causes) for (const move of this.#policy.decide(cause, this)) this.migrations.start(move);
    }
  }
}
