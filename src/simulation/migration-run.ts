import { SimulationError } from '../base/problem.ts';
import type {
  Mechanism,
  Migration,
  MigrationSteps,
  Network,
  Outcome,
  Send,
  Stage,
  Wait,
} from '../models/mechanisms/contract.ts';
import type { Estimate } from '../models/mechanisms/estimate.ts';
import type { MigrationOutcome, MigrationRecord } from '../results/metrics/migration-record.ts';
import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

/** What a migration needs of the simulation around it. */
export interface MigrationSite {
  readonly nowS: number;
  /** Bytes that the VM has written up to now. */
  writtenBytes(vm: Vm): number;
  pause(vm: Vm): void;
  switchOver(run: MigrationRun, speed: number): void;
  wait(seconds: number, done: () => void): void;
  /** Sends it, and tells its run when it is through. */
  startSend(sending: Sending): void;
  /** Stops what is under way; returns the bytes that were not sent. */
  stopSend(sending: Sending): number;
  finished(run: MigrationRun, outcome: Outcome): void;
  /** Whether the kind of the mechanism has a figure of this name. */
  declares(figure: string): boolean;
}

/** Bytes of a migration, before, on and after their way. */
export class Sending implements Send {
  readonly kind = 'send';
  sentBytes = 0;
  underWay = false;
  /** The kernel's flow, while there is one. */
  flow: number | undefined;
  /** A host or link on the way went down. */
  failed = false;
  constructor(
    readonly run: MigrationRun,
    readonly bytes: number,
    readonly stage: Stage,
    readonly network: Network,
    readonly rate: number,
  ) {}
}

/** What a mechanism sees of the VM that it moves. */
class MovingVm {
  readonly index: number;
  readonly name: string;
  readonly memoryBytes: number;
  readonly workingSetBytes: number;
  readonly hot: Vm['hot'];

  constructor(
    private readonly site: MigrationSite,
    private readonly machine: Vm,
  ) {
    this.index = machine.index;
    this.name = machine.name;
    this.memoryBytes = machine.memoryBytes;
    this.workingSetBytes = machine.workingSetBytes;
    this.hot = machine.hot;
  }

  get writtenBytes(): number {
    return this.site.writtenBytes(this.machine);
  }
}

/** What a mechanism may note in every record. */
type CommonNote = 'reusedBytes' | 'imagesHit' | 'imagesEvicted';

/** Drives the steps of one migration: starts what they wait for, and goes on when it is over. */
export class MigrationRun implements Migration {
  readonly startS: number;
  readonly vm: Migration['vm'];
  /** It may not begin yet: others are under way. */
  waits = true;
  #begunS: number | undefined;
  #pausedS: number | undefined;
  #downtimeS = 0;
  #rounds = 0;
  readonly #sent = { stage1: 0, stage2: 0, stage3: 0 };
  #storageBytes = 0;
  readonly #notes: Record<CommonNote, number> = { reusedBytes: 0, imagesHit: 0, imagesEvicted: 0 };
  /** Figures that the kind of the mechanism declares. */
  #ownNotes: Record<string, number> | undefined;
  readonly #steps: MigrationSteps;
  #waitingSinceS: number;
  #sending: readonly Sending[] = [];
  /** How many of them have still to be through. */
  #awaited = 0;
  #over = false;

  constructor(
    private readonly site: MigrationSite,
    /** Of all migrations, in the order in which they start. */
    readonly number: number,
    readonly machine: Vm,
    readonly from: Host,
    readonly to: Host,
    mechanism: Mechanism,
    private readonly predicted: Estimate,
  ) {
    this.startS = site.nowS;
    this.#waitingSinceS = site.nowS;
    this.vm = new MovingVm(site, machine);
    this.#steps = mechanism.migrate(this);
  }

  get nowS(): number {
    return this.site.nowS;
  }

  /** For messages. */
  get #name(): string {
    return `migration of ${this.machine.name} to ${this.to.name} at ${this.nowS} s`;
  }

  // ------------------------------------------------------------------------------------------------ for mechanisms

  wait(seconds: number): Wait {
    if (!(seconds >= 0)) throw new SimulationError(`${this.#name}: a wait of ${seconds} s`);
    return { kind: 'wait', seconds };
  }

  send(bytes: number, stage: Stage, network: Network = 'general', rate = Number.POSITIVE_INFINITY): Send {
    if (!(bytes >= 0 && bytes < Number.POSITIVE_INFINITY))
      throw new SimulationError(`${this.#name}: ${bytes} bytes sent`);
    if (!(rate > 0)) throw new SimulationError(`${this.#name}: bytes sent at ${rate} bytes/s`);
    if (!(stage in this.#sent)) throw new SimulationError(`${this.#name}: there is no stage '${stage}'`);
    return new Sending(this, bytes, stage, network, rate);
  }

  pause(): void {
    this.#pausedS = this.nowS;
    this.site.pause(this.machine);
  }

  switchOver(speed: number): void {
    this.#endDowntime();
    this.site.switchOver(this, speed);
  }

  note(name: string, value: number): void {
    if (!Number.isFinite(value)) throw new SimulationError(`${this.#name}: the mechanism notes ${name} as ${value}`);
    if (name in this.#notes) this.#notes[name as CommonNote] = value;
    else if (this.site.declares(name)) this.#ownNotes = { ...this.#ownNotes, [name]: value };
    else throw new SimulationError(`${this.#name}: the mechanism notes '${name}', which its kind does not declare`);
  }

  // ------------------------------------------------------------------------------------------------ for the simulation

  /** Runs the steps up to the next wait. */
  proceed(): void {
    this.#begunS ??= this.nowS;
    const step = this.#steps.next(this.nowS - this.#waitingSinceS);
    if (step.done) {
      if (step.value !== 'converged' && step.value !== 'not-converged')
        throw new SimulationError(`${this.#name}: the mechanism ended with '${step.value}'`);
      this.#over = true;
      this.#endDowntime();
      this.site.finished(this, step.value);
      return;
    }
    this.#waitingSinceS = this.nowS;
    const wait = step.value;
    if (wait?.kind === 'wait') {
      this.site.wait(wait.seconds, () => {
        if (!this.#over) this.proceed();
      });
      return;
    }
    this.#sending = this.#sendsOf(wait);
    this.#awaited = wait.kind === 'first' ? 1 : this.#sending.length;
    if (this.#sending.some((sending) => sending.stage === 'stage2')) this.#rounds++;
    for (const sending of this.#sending) {
      sending.underWay = true;
      this.site.startSend(sending);
    }
  }

  /** Throws SimulationError for what is neither a wait nor bytes of this migration. */
  #sendsOf(wait: Exclude<Wait, { kind: 'wait' }>): readonly Sending[] {
    const sends: readonly Send[] | undefined = wait?.kind === 'send' ? [wait] : wait?.sends;
    const isOwn = (send: unknown): send is Sending => send instanceof Sending && send.run === this && !send.underWay;
    if (!sends?.length || !sends.every(isOwn))
      throw new SimulationError(`${this.#name}: the mechanism yielded something that is no wait`);
    return sends;
  }

  /** One of the sends has arrived. It counts already if it was stopped at this very instant. */
  through(sending: Sending): void {
    if (!sending.underWay) return;
    sending.underWay = false;
    sending.sentBytes = sending.bytes;
    if (--this.#awaited > 0) return;
    this.#stopSending();
    this.proceed();
  }

  /** Stops what is still under way, and counts what was sent. */
  #stopSending(): void {
    for (const sending of this.#sending) {
      if (sending.underWay) sending.sentBytes = sending.bytes - this.site.stopSend(sending);
      sending.underWay = false;
      this.#sent[sending.stage] += sending.sentBytes;
      if (sending.network === 'storage') this.#storageBytes += sending.sentBytes;
    }
    this.#sending = [];
  }

  #endDowntime(): void {
    if (this.#pausedS !== undefined) this.#downtimeS += this.nowS - this.#pausedS;
    this.#pausedS = undefined;
  }

  /** Stops it for good, wherever it is; what was sent so far counts. */
  abandon(): void {
    this.#over = true;
    this.#stopSending();
    this.#endDowntime();
    this.#steps.return('not-converged'); // lets the mechanism put its things in order
  }

  /** The record, as of now; its energy is still to be put in. */
  record(outcome: MigrationOutcome): Omit<MigrationRecord, 'energyJ'> & { energyJ: number } {
    return {
      vm: this.machine.name,
      from: this.from.name,
      to: this.to.name,
      startS: this.startS,
      endS: this.nowS,
      rounds: this.#rounds,
      stage1Bytes: this.#sent.stage1,
      stage2Bytes: this.#sent.stage2,
      stage3Bytes: this.#sent.stage3,
      storageBytes: this.#storageBytes,
      reusedBytes: this.#notes.reusedBytes,
      imagesHit: this.#notes.imagesHit,
      imagesEvicted: this.#notes.imagesEvicted,
      waitedS: (this.#begunS ?? this.nowS) - this.startS,
      downtimeS: this.#downtimeS,
      predictedS: this.predicted.seconds,
      predictedBytes: this.predicted.bytes,
      energyJ: 0,
      outcome,
      notes: this.#ownNotes,
    };
  }
}
