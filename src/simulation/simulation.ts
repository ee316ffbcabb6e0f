import type { MigrationEnergy } from '../energy/contract.ts';
import type { Kernel, SimGrid } from '../kernel/index.ts';
import type { Mechanism, Outcome } from '../mechanisms/contract.ts';
import type { MigrationOutcome } from '../metrics/migration-record.ts';
import { MigrationTable } from '../metrics/migration-table.ts';
import type { Cause, DataCentre, Move, Policy } from '../policies/contract.ts';
import { SimulationError } from '../problem.ts';
import type { Phase, Workload } from '../workloads/contract.ts';
import { Baseline } from './baseline.ts';
import type { Estimator } from './estimator.ts';
import type { Host } from './host.ts';
import { MigrationRun, type MigrationSite, type Sending } from './migration-run.ts';
import { Phases } from './phases.ts';
import { PowerLog } from './power-log.ts';
import { settle } from './settle.ts';
import { LoadChanges, Rank, Timers } from './timers.ts';
import type { Vm } from './vm.ts';

export interface Parts {
  readonly kernel: Kernel;
  readonly hosts: readonly Host[];
  readonly vms: readonly Vm[];
  /** The phases of each VM, in VM order. */
  readonly phases: readonly Iterator<Phase, void>[];
  readonly workload: Workload;
  readonly policy: Policy;
  readonly mechanism: Mechanism;
  readonly migrationEnergy: MigrationEnergy;
  readonly estimator: Estimator;
  readonly durationS: number;
}

/** One run: hosts, VMs and migrations on one SimGrid instance, from t = 0 to the end. The kernel is advanced from
 * event to event; whatever happens at one instant is handled before time goes on. */
export class Simulation implements DataCentre, MigrationSite {
  readonly hosts: readonly Host[];
  readonly vms: readonly Vm[];
  readonly migrations = new MigrationTable();
  readonly power: PowerLog;
  readonly baseline: Baseline;
  nowS = 0;

  readonly #parts: Parts;
  readonly #simgrid: SimGrid;
  /** Where page cache comes from, in platforms that have a storage network. */
  readonly #storage: Host | undefined;
  readonly #timers = new Timers();
  readonly #loadChanges: LoadChanges;
  readonly #phases: Phases;
  /** What the kernel's flows carry, by their numbers. */
  readonly #flows: (Sending | undefined)[] = [];
  /** Migrations up to now. */
  #started = 0;
  readonly #changeLoad = (vm: number) => this.#nextPhase(this.vms[vm] as Vm);
  /** VMs whose load changed, and VMs that arrived, since the policy was last asked. */
  #causes: Cause[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#simgrid = parts.kernel.simgrid;
    this.#phases = new Phases(parts.phases);
    this.#loadChanges = new LoadChanges(parts.vms.length);
    this.hosts = parts.hosts;
    this.vms = parts.vms;
    this.#storage = parts.hosts.find((host) => host.role === 'storage');
    this.power = new PowerLog(parts.hosts.map((host) => host.name));
    this.baseline = new Baseline(parts.hosts, parts.vms);
  }

  /** Runs to the end. */
  run(): void {
    const { durationS, policy } = this.#parts;
    for (const vm of this.vms) {
      vm.host.commit(vm, 1);
      this.#startVm(vm);
    }
    for (const vm of this.vms) this.#nextPhase(vm);
    this.#scheduleTicks(policy.ticks[Symbol.iterator]());
    this.#tellPolicy({ kind: 'start' });
    this.#handleInstant([]);
    for (const host of this.hosts) this.#sleepIfIdle(host);
    while (this.nowS < durationS) {
      const events = this.#simgrid.advance(Math.min(this.#loadChanges.nextS, this.#timers.nextS, durationS));
      this.nowS = this.#simgrid.clock;
      if (this.nowS < durationS) this.#handleInstant(events);
    }
    this.#end();
  }

  /** All that happens now: hosts first, then timers, then the ends of flows; last of all the policy is asked. */
  #handleInstant(events: ReturnType<SimGrid['advance']>): void {
    // a flow's number may be given out again at once: find out what it carried before anything new starts
    const ended: Sending[] = [];
    for (const event of events) {
      if (event.kind === 'host-changed') {
        this.#hostChanged(this.hosts[event.host] as Host);
        continue;
      }
      const sending = this.#flows[event.flow];
      if (!sending) continue;
      this.#flows[event.flow] = undefined;
      sending.flow = undefined;
      sending.failed = event.kind === 'flow-failed';
      ended.push(sending);
    }
    this.#loadChanges.eachDue(this.nowS, this.#changeLoad);
    for (const timer of this.#timers.due(this.nowS)) timer.run();
    for (const sending of ended) {
      if (sending.failed) this.#abort(sending.run);
      else sending.run.through(sending);
    }
    this.#askPolicy();
  }

  // ------------------------------------------------------------------------------------------------ loads

  #nextPhase(vm: Vm): void {
    const phase = this.#phases.next(vm.index);
    if (!phase) return;
    this.#settle(vm.host);
    const changed = phase.load !== vm.load || phase.heavy !== vm.heavy;
    vm.load = phase.load;
    vm.heavy = phase.heavy;
    vm.dirtyRate = phase.dirtyRate;
    this.baseline.loadChanged(vm, this.nowS);
    vm.host.recountDemand();
    this.#applyDemand(vm);
    if (changed) this.#tellPolicy({ kind: 'load', vm });
    this.#loadChanges.set(this.nowS + phase.durationS, vm.index);
  }

  #startVm(vm: Vm): void {
    vm.action = this.#simgrid.startCpu(vm.host.index, vm.vcpus);
    vm.host.add(vm);
    this.#applyDemand(vm);
  }

  #applyDemand(vm: Vm): void {
    if (vm.action !== undefined) this.#simgrid.setDemand(vm.action, vm.activeCores * vm.host.speed);
  }

  #settle(host: Host, watts?: number): void {
    settle(host, this.nowS, this.#simgrid, this.power, watts);
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
    if (this.#parts.policy.reactsTo.has(cause.kind)) this.#causes.push(cause);
  }

  #askPolicy(): void {
    // a migration that takes no time arrives at once, and gives the policy something new to look at
    while (this.#causes.length > 0) {
      const causes = this.#causes;
      this.#causes = [];
      for (const cause of causes) for (const move of this.#parts.policy.decide(cause, this)) this.#startMigration(move);
    }
  }

  // ------------------------------------------------------------------------------------------------ migrations

  #startMigration(move: Move): void {
    const vm = this.vms[move.vm.index] as Vm;
    const to = this.hosts[move.to.index] as Host;
    const from = vm.host;
    if (vm.destination || to === from || from.state === 'failed' || to.state === 'failed') return;
    const { mechanism, estimator } = this.#parts;
    const run = new MigrationRun(this, this.#started++, vm, from, to, mechanism, estimator.estimate(vm, to));
    if (to.committedRamBytes + vm.memoryBytes > to.ramBytes) {
      this.#record(run, 'refused');
      return;
    }
    this.#wake(to);
    vm.migration = run;
    to.incoming.add(vm);
    from.outgoing.add(vm);
    to.commit(vm, 1);
    from.commit(vm, -1);
    run.proceed();
  }

  writtenBytes(vm: Vm): number {
    this.#settle(vm.host);
    return vm.writtenBytes;
  }

  pause(vm: Vm): void {
    this.#settle(vm.host);
    vm.paused = true;
    vm.host.recountDemand();
    this.#applyDemand(vm);
  }

  wait(seconds: number, done: () => void): void {
    this.#timers.set(this.nowS + seconds, Rank.Wait, done);
  }

  startSend(sending: Sending): void {
    const { run, bytes, rate } = sending;
    const source = sending.network === 'storage' ? this.#storage : run.from;
    if (!source) {
      // nothing is known of a storage network: no time passes, but it is not over before it began
      this.wait(0, () => run.through(sending));
      return;
    }
    sending.flow = this.#simgrid.startFlow(source.index, run.to.index, bytes, rate);
    this.#flows[sending.flow] = sending;
  }

  stopSend({ flow }: Sending): number {
    if (flow === undefined) return 0; // over at this very instant
    this.#flows[flow] = undefined;
    const remaining = this.#simgrid.flowRemaining(flow);
    this.#simgrid.cancelFlow(flow);
    return remaining;
  }

  /** The VM runs at its destination from now on, at a fraction of the speed that it asks for. */
  switchOver({ machine: vm, from, to }: MigrationRun, speed: number): void {
    this.#settle(from);
    this.#settle(to);
    if (vm.action !== undefined) this.#simgrid.stopCpu(vm.action);
    from.remove(vm);
    vm.paused = false;
    vm.speed = speed;
    vm.host = to;
    this.#startVm(vm);
  }

  finished(run: MigrationRun, outcome: Outcome): void {
    const { machine: vm, to } = run;
    if (vm.host === to) this.#letRun(vm);
    else this.switchOver(run, 1);
    this.#close(run, outcome);
    this.#tellPolicy({ kind: 'arrival', vm });
  }

  /** The VM stays where it is: with most mechanisms at the source, after a switch-over at the destination. */
  #abort(run: MigrationRun): void {
    const vm = run.machine;
    if (vm.migration !== run) return;
    run.abandon();
    if (vm.host === run.from) {
      run.to.commit(vm, -1);
      run.from.commit(vm, 1);
    }
    this.#letRun(vm);
    this.#close(run, 'failed');
  }

  /** The VM gets all that it asks for again. */
  #letRun(vm: Vm): void {
    if (!vm.paused && vm.speed === 1) return;
    this.#settle(vm.host);
    vm.paused = false;
    vm.speed = 1;
    vm.host.recountDemand();
    this.#applyDemand(vm);
  }

  #close(run: MigrationRun, outcome: MigrationOutcome): void {
    const { machine: vm, from, to } = run;
    vm.migration = undefined;
    to.incoming.delete(vm);
    from.outgoing.delete(vm);
    this.#record(run, outcome);
    this.#sleepIfIdle(from);
    this.#sleepIfIdle(to);
  }

  #record(run: MigrationRun, outcome: MigrationOutcome): void {
    const record = run.record(outcome);
    const free = this.#parts.mechanism.free || outcome === 'refused';
    if (!free) record.energyJ = this.#parts.migrationEnergy.energyJ(record);
    run.machine.migrationJ += record.energyJ;
    this.migrations.add(record);
  }

  // ------------------------------------------------------------------------------------------------ hosts

  #wake(host: Host): void {
    if (host.state !== 'asleep') return;
    this.#settle(host);
    this.#simgrid.switchHost(host.index, true);
    host.state = 'awake';
  }

  #sleepIfIdle(host: Host): void {
    if (!this.#parts.policy.sleepsIdleHosts || !host.maySleep || host.state !== 'awake') return;
    if (host.vms.length > 0 || host.incoming.size > 0 || host.outgoing.size > 0) return;
    this.#settle(host);
    this.#simgrid.switchHost(host.index, false);
    host.state = 'asleep';
  }

  /** An availability or speed profile of the platform changed it. */
  #hostChanged(host: Host): void {
    this.baseline.beforeHostChange(host, this.nowS);
    // the plugin knows the new state already; what the host drew until now is in its energy
    const drawnJ = this.#simgrid.hostEnergyJ(host.index) - host.energyJ;
    this.#settle(host, drawnJ / (this.nowS - host.settledS));
    host.capacityCores = host.cores * this.#simgrid.hostSpeedRatio(host.index);
    const isOn = this.#simgrid.hostIsOn(host.index);
    if (!isOn && host.state === 'awake') {
      host.state = 'failed';
      for (const run of underWay(new Set([...host.incoming, ...host.outgoing]))) this.#abort(run);
      for (const vm of host.vms) {
        if (vm.action !== undefined) this.#simgrid.stopCpu(vm.action);
        vm.action = undefined;
      }
    } else if (isOn && host.state !== 'awake') {
      host.state = 'awake';
      for (const vm of host.vms) {
        vm.action = this.#simgrid.startCpu(host.index, vm.vcpus);
        this.#applyDemand(vm);
      }
      this.#sleepIfIdle(host);
    }
  }

  // ------------------------------------------------------------------------------------------------ the end

  #end(): void {
    for (const run of underWay(this.vms)) {
      run.abandon();
      this.#record(run, 'unfinished');
    }
    for (const host of this.hosts) {
      this.#settle(host);
      this.#takeTotal(host);
    }
  }

  /** The host's total is SimGrid's; what was charged to VMs, to sleep and to nobody must add up to it. */
  #takeTotal(host: Host): void {
    const totalJ = this.#simgrid.hostEnergyJ(host.index);
    if (Math.abs(totalJ - host.energyJ) > 1e-6 * Math.max(totalJ, 1))
      throw new SimulationError(
        `the energy account of ${host.name} holds ${host.energyJ} J, SimGrid's host-energy plugin ${totalJ} J`,
      );
    host.energyJ = totalJ;
  }
}

/** The migrations of these VMs, in the order in which they started. */
function underWay(vms: Iterable<Vm>): readonly MigrationRun[] {
  return [...vms].flatMap(({ migration }) => migration ?? []).sort((a, b) => a.number - b.number);
}
