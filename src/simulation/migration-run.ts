import type {
  Mechanism,
  Migration,
  MigrationSteps,
  Network,
  Outcome,
  Send,
  Stage,
  Wait,
} from '../mechanisms/contract.ts';
import type { Estimate } from '../mechanisms/estimate.ts';
import type { MigrationOutcome, MigrationRecord } from '../metrics/migration-record.ts';
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
  startSend(run: MigrationRun, send: Send, rate: number, done: () => void): Flow;
  finished(run: MigrationRun, outcome: Outcome): void;
}

/** Bytes under way. */
export interface Flow {
  /** Stops it; returns the bytes that were not sent. */
  stop(): number;
}

class Sending implements Send {
  readonly kind = 'send';
  flow: Flow | undefined;
  sentBytes = 0;
  constructor(
    readonly bytes: number,
    readonly stage: Stage,
    readonly network: Network,
    readonly rate: number,
  ) {}
}

/** Drives the steps of one migration: starts what they wait for, and goes on when it is over. */
export class MigrationRun implements Migration {
  readonly startS: number;
  readonly vm: Migration['vm'];
  #pausedS: number | undefined;
  #downtimeS = 0;
  #rounds = 0;
  readonly #sent = { stage1: 0, stage2: 0, stage3: 0 };
  #storageBytes = 0;
  readonly #notes = { reusedBytes: 0, imagesHit: 0, imagesEvicted: 0 };
  readonly #steps: MigrationSteps;
  #waitingSinceS: number;
  #sending: readonly Sending[] = [];
  #over = false;

  constructor(
    private readonly site: MigrationSite,
    readonly machine: Vm,
    readonly from: Host,
    readonly to: Host,
    mechanism: Mechanism,
    private readonly predicted: Estimate,
  ) {
    this.startS = site.nowS;
    this.#waitingSinceS = site.nowS;
    this.vm = {
      index: machine.index,
      name: machine.name,
      memoryBytes: machine.memoryBytes,
      workingSetBytes: machine.workingSetBytes,
      hot: machine.hot,
      get writtenBytes() {
        return site.writtenBytes(machine);
      },
    };
    this.#steps = mechanism.migrate(this);
  }

  get nowS(): number {
    return this.site.nowS;
  }

  // ------------------------------------------------------------------------------------------------ for mechanisms

  wait(seconds: number): Wait {
    return { kind: 'wait', seconds };
  }

  send(bytes: number, stage: Stage, network: Network = 'general', rate = Number.POSITIVE_INFINITY): Send {
    return new Sending(bytes, stage, network, rate);
  }

  pause(): void {
    this.#pausedS = this.nowS;
    this.site.pause(this.machine);
  }

  switchOver(speed: number): void {
    this.#endDowntime();
    this.site.switchOver(this, speed);
  }

  note(facts: Parameters<Migration['note']>[0]): void {
    Object.assign(this.#notes, facts);
  }

  // ------------------------------------------------------------------------------------------------ for the simulation

  /** Runs the steps up to the next wait. */
  proceed(): void {
    const step = this.#steps.next(this.nowS - this.#waitingSinceS);
    if (step.done) {
      this.#over = true;
      this.#endDowntime();
      this.site.finished(this, step.value);
      return;
    }
    this.#waitingSinceS = this.nowS;
    const wait = step.value;
    if (wait.kind === 'wait') {
      this.site.wait(wait.seconds, () => {
        if (!this.#over) this.proceed();
      });
      return;
    }
    const sends = (wait.kind === 'send' ? [wait] : wait.sends) as readonly Sending[];
    if (sends.some((send) => send.stage === 'stage2')) this.#rounds++;
    this.#start(sends, wait.kind === 'first' ? 1 : sends.length);
  }

  /** Starts the sends and goes on when `needed` of them are through. */
  #start(sends: readonly Sending[], needed: number): void {
    let through = 0;
    this.#sending = sends;
    for (const send of sends) {
      send.flow = this.site.startSend(this, send, send.rate, () => {
        send.flow = undefined;
        send.sentBytes = send.bytes;
        if (++through === needed && !this.#over) {
          this.#stopSending();
          this.proceed();
        }
      });
    }
  }

  /** Stops what is still under way, and counts what was sent. */
  #stopSending(): void {
    for (const send of this.#sending) {
      if (send.flow) send.sentBytes = send.bytes - send.flow.stop();
      send.flow = undefined;
      this.#sent[send.stage] += send.sentBytes;
      if (send.network === 'storage') this.#storageBytes += send.sentBytes;
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

  /** The record, as of now. */
  record(outcome: MigrationOutcome): Omit<MigrationRecord, 'energyJ'> {
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
      downtimeS: this.#downtimeS,
      predictedS: this.predicted.seconds,
      predictedBytes: this.predicted.bytes,
      outcome,
    };
  }
}
