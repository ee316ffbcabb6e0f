import { SimulationError } from '../base/problem.ts';
import type { MigrationEnergy } from '../models/energy/contract.ts';
import type { Mechanism, Outcome } from '../models/mechanisms/contract.ts';
import type { Ending } from '../models/policies/contract.ts';
import type { MigrationOutcome } from '../results/metrics/migration-record.ts';
import { MigrationTable } from '../results/metrics/migration-table.ts';
import type { Estimator } from './estimator.ts';
import type { Host } from './host.ts';
import type { Machines } from './machines.ts';
import { MigrationQueue } from './migration-queue.ts';
import { MigrationRun, type MigrationSite, type Sending } from './migration-run.ts';
import type { MigrationLimits } from './scenario.ts';
import { Rank, type Timers } from './timers.ts';
import type { Vm } from './vm.ts';

export interface MigrationModels {
  readonly mechanism: Mechanism;
  readonly migrationEnergy: MigrationEnergy;
  readonly estimator: Estimator;
  readonly limits: MigrationLimits;
  /** The figures that the kind of the mechanism declares. */
  readonly figures: readonly string[];
}

/** The migrations of a run: those under way, and what became of the others. */
export class Migrations implements MigrationSite {
  readonly table: MigrationTable;
  /** Migrations that were asked for up to now, and those of them that have begun. */
  #started = 0;
  #begun = 0;
  /** What the kernel's flows carry, by their numbers. */
  readonly #flows: (Sending | undefined)[] = [];
  /** Those whose destination has to wake up first. */
  readonly #waiting = new Map<Host, readonly MigrationRun[]>();
  readonly #queue: MigrationQueue;
  /** Where page cache comes from, in platforms that have a storage network. */
  readonly #storage: Host | undefined;

  constructor(
    private readonly machines: Machines,
    private readonly timers: Timers,
    private readonly models: MigrationModels,
    /** Gets to know how each of them ended, but for those that the end of the run cuts off. */
    private readonly tellEnding: (vm: Vm, ending: Ending) => void,
  ) {
    this.table = new MigrationTable(models.figures);
    this.#queue = new MigrationQueue(models.limits);
    this.#storage = machines.hosts.find((host) => host.role === 'storage');
  }

  get nowS(): number {
    return this.machines.nowS;
  }

  /** Migrations that have begun up to now, those that have ended included. */
  get begun(): number {
    return this.#begun;
  }

  /** Nothing happens where the VM migrates already, or is there, or one of the hosts is down. One that waits for its turn
   * gives way: the last order counts, and one back to where the VM is takes it back. */
  start(vm: Vm, to: Host): void {
    const { models } = this;
    const from = vm.host;
    if (vm.migration?.waits && vm.destination !== to) this.#takeBack(vm.migration);
    if (vm.destination || to === from || from.state === 'failed' || to.state === 'failed') return;
    const predicted = models.estimator.estimate(vm, to);
    const run = new MigrationRun(this, this.#started++, vm, from, to, models.mechanism, predicted);
    if (vm.memoryBytes > to.freeMemoryBytes) {
      this.#record(run, 'refused');
      this.tellEnding(vm, { outcome: 'refused', from, to });
      return;
    }
    vm.migration = run;
    to.incoming.add(vm);
    from.outgoing.add(vm);
    to.takenMemoryBytes += vm.memoryBytes;
    to.committed.count(vm, 1);
    from.committed.count(vm, -1);
    if (this.#queue.enter(run)) this.#begin(run);
  }

  #begin(run: MigrationRun): void {
    const { to } = run;
    this.#begun++;
    this.machines.wake(to);
    run.waits = false;
    if (to.awake) run.proceed();
    else this.#waiting.set(to, [...(this.#waiting.get(to) ?? []), run]);
  }

  /** It has not begun, and leaves no trace. */
  #takeBack(run: MigrationRun): void {
    const { machine: vm, from, to } = run;
    this.#queue.drop(run);
    vm.migration = undefined;
    to.incoming.delete(vm);
    from.outgoing.delete(vm);
    to.takenMemoryBytes -= vm.memoryBytes;
    to.committed.count(vm, -1);
    from.committed.count(vm, 1);
    this.machines.sleepIfIdle(to);
  }

  /** A host is awake: the migrations that have waited for it begin. */
  beginAt(host: Host): void {
    const runs = this.#waiting.get(host) ?? [];
    this.#waiting.delete(host);
    for (const run of runs) if (run.machine.migration === run) run.proceed();
    // they may all have failed meanwhile; a host that an order woke stays awake
    if (runs.length > 0) this.machines.sleepIfIdle(host);
  }

  /** What a flow carried that has ended; to be handed to `goOn` once the whole instant is known. Until then the number
   * of the flow may be given out again. */
  ended(flow: number, failed: boolean): Sending | undefined {
    const sending = this.#flows[flow];
    if (!sending) return undefined;
    this.#flows[flow] = undefined;
    sending.flow = undefined;
    sending.failed = failed;
    return sending;
  }

  goOn(sending: Sending): void {
    if (sending.failed) this.#abort(sending.run);
    else sending.run.through(sending);
  }

  /** A VM leaves for good: nothing more is sent of it. */
  leave(vm: Vm): void {
    const run = vm.migration;
    if (run?.waits) this.#takeBack(run);
    else if (run) {
      run.abandon();
      this.#stays(run);
      this.#release(run, 'departed');
    }
    this.models.mechanism.departed?.(vm.index);
  }

  /** Aborts all from and to a host that went down. */
  abortAt(host: Host): void {
    for (const run of underWay(new Set([...host.incoming, ...host.outgoing]))) this.#abort(run);
  }

  /** Records those that the end of the run cuts off. */
  end(): void {
    for (const run of underWay(this.machines.vms)) {
      run.abandon();
      this.#record(run, 'unfinished');
    }
  }

  // ------------------------------------------------------------------------------------------------ for one that is under way

  writtenBytes(vm: Vm): number {
    this.machines.settle(vm.host);
    return vm.writtenBytes;
  }

  pause(vm: Vm): void {
    this.machines.pause(vm);
  }

  wait(seconds: number, done: () => void): void {
    this.timers.set(this.nowS + seconds, Rank.Wait, done);
  }

  startSend(sending: Sending): void {
    const { run, bytes, rate } = sending;
    const source = sending.network === 'storage' ? this.#storage : run.from;
    if (!source) {
      // nothing is known of a storage network: no time passes, but it is not over before it began
      this.wait(0, () => run.through(sending));
      return;
    }
    sending.flow = this.machines.simgrid.startFlow(source.index, run.to.index, bytes, rate);
    this.#flows[sending.flow] = sending;
  }

  stopSend({ flow }: Sending): number {
    if (flow === undefined) return 0; // over at this very instant
    this.#flows[flow] = undefined;
    const remaining = this.machines.simgrid.flowRemaining(flow);
    this.machines.simgrid.cancelFlow(flow);
    return remaining;
  }

  switchOver({ machine, to }: MigrationRun, speed: number): void {
    this.machines.move(machine, to, speed);
  }

  finished(run: MigrationRun, outcome: Outcome): void {
    const { machine: vm, to } = run;
    if (vm.host === to) this.machines.letRun(vm);
    else this.switchOver(run, 1);
    this.#close(run, outcome);
  }

  declares(figure: string): boolean {
    return this.models.figures.includes(figure);
  }

  // ------------------------------------------------------------------------------------------------ endings

  /** The VM stays where it is: with most mechanisms at the source, after a switch-over at the destination. */
  #abort(run: MigrationRun): void {
    const vm = run.machine;
    if (vm.migration !== run) return;
    run.abandon();
    this.#stays(run);
    this.machines.letRun(vm);
    this.#close(run, 'failed');
  }

  /** Its VM goes nowhere from where it is. */
  #stays({ machine: vm, from, to }: MigrationRun): void {
    if (vm.host !== from) return;
    to.committed.count(vm, -1);
    from.committed.count(vm, 1);
  }

  #close(run: MigrationRun, outcome: Ending['outcome']): void {
    const { machine: vm, from, to } = run;
    this.#release(run, outcome);
    this.tellEnding(vm, { outcome, from, to });
  }

  /** Nothing holds its hosts any more, and others may begin. */
  #release(run: MigrationRun, outcome: Ending['outcome'] | 'departed'): void {
    const { machine: vm, from, to } = run;
    vm.migration = undefined;
    to.incoming.delete(vm);
    from.outgoing.delete(vm);
    (vm.host === to ? from : to).takenMemoryBytes -= vm.memoryBytes;
    this.#record(run, outcome);
    if (run.waits) this.#queue.drop(run);
    else for (const next of this.#queue.leave(run)) this.#begin(next);
    this.machines.sleepIfIdle(from);
    this.machines.sleepIfIdle(to);
  }

  #record(run: MigrationRun, outcome: MigrationOutcome): void {
    const { mechanism, migrationEnergy } = this.models;
    const record = run.record(outcome);
    const free = mechanism.free || outcome === 'refused';
    if (!free) record.energyJ = migrationEnergy.energyJ(record);
    if (!Number.isFinite(record.energyJ))
      throw new SimulationError(
        `the migration of ${record.vm} to ${record.to} at ${record.startS} s costs ${record.energyJ} J`,
      );
    run.machine.migrationJ += record.energyJ;
    this.table.add(record);
  }
}

/** The migrations of these VMs, in the order in which they started. */
function underWay(vms: Iterable<Vm>): readonly MigrationRun[] {
  return [...vms].flatMap(({ migration }) => migration ?? []).sort((a, b) => a.number - b.number);
}
