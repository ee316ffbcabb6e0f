import type { Migration, MigrationSteps, Mechanism, Network, Outcome, Stage, Wait } from '../mechanisms/contract.ts';
import type { MigrationOutcome, MigrationRecord } from '../metrics/migration-record.ts';
import type { Host } from './host.ts';
import type { Vm } from './vm.ts';

/** What a migration needs of the simulation around it. */
export interface MigrationSite {
  readonly nowS: number;
  /** Bytes that the VM has written up to now. */
  writtenBytes(vm: Vm): number;
  pause(vm: Vm): void;
  wait(seconds: number, done: () => void): void;
  /** Returns a handle to stop it by; `stop` tells the bytes that were not sent. */
  send(run: MigrationRun, bytes: number, done: () => void): { stop(): number };
  finished(run: MigrationRun, outcome: Outcome): void;
}

interface WaitStep extends Wait {
  readonly kind: 'wait';
  readonly seconds: number;
}

interface SendStep extends Wait {
  readonly kind: 'send';
  readonly bytes: number;
  readonly stage: Stage;
  readonly network: Network;
}

interface Sending {
  readonly step: SendStep;
  readonly flow: { stop(): number };
}

/** Drives the steps of one migration: starts what they wait for, and goes on when all of it is over. */
export class MigrationRun implements Migration {
  readonly startS: number;
  #pausedS: number | undefined;
  #rounds = 0;
  readonly #sent = { stage1: 0, stage2: 0, stage3: 0 };
  #storageBytes = 0;
  #steps: MigrationSteps;
  #pending = 0;
  #waitingSinceS = 0;
  readonly #sending = new Set<Sending>();
  #over = false;

  readonly vm: Migration['vm'];

  constructor(
    private readonly site: MigrationSite,
    readonly machine: Vm,
    readonly from: Host,
    readonly to: Host,
    mechanism: Mechanism,
  ) {
    this.startS = site.nowS;
    this.vm = {
      index: machine.index,
      name: machine.name,
      memoryBytes: machine.memoryBytes,
      workingSetBytes: machine.workingSetBytes,
      get writtenBytes() {
        return site.writtenBytes(machine);
      },
    };
    this.#steps = mechanism.migrate(this);
  }

  get nowS(): number {
    return this.site.nowS;
  }

  wait(seconds: number): WaitStep {
    return { kind: 'wait', seconds };
  }

  send(bytes: number, stage: Stage, network: Network = 'general'): SendStep {
    return { kind: 'send', bytes, stage, network };
  }

  pause(): void {
    this.#pausedS = this.nowS;
    this.site.pause(this.machine);
  }

  /** Runs the steps up to the next wait. */
  proceed(): void {
    const elapsedS = this.nowS - this.#waitingSinceS;
    const step = this.#steps.next(elapsedS);
    if (step.done) {
      this.#over = true;
      this.site.finished(this, step.value);
      return;
    }
    const waits = (Array.isArray(step.value) ? step.value : [step.value]) as readonly (WaitStep | SendStep)[];
    this.#waitingSinceS = this.nowS;
    this.#pending = waits.length;
    if (waits.some((wait) => wait.kind === 'send' && wait.stage === 'stage2')) this.#rounds++;
    for (const wait of waits) this.#begin(wait);
  }

  #begin(wait: WaitStep | SendStep): void {
    if (wait.kind === 'wait') {
      this.site.wait(wait.seconds, () => this.#ended());
      return;
    }
    const sending: Sending = {
      step: wait,
      flow: this.site.send(this, wait.bytes, () => {
        this.#sending.delete(sending);
        this.#count(wait, wait.bytes);
        this.#ended();
      }),
    };
    this.#sending.add(sending);
  }

  #ended(): void {
    if (this.#over) return;
    this.#pending--;
    if (this.#pending === 0) this.proceed();
  }

  #count(step: SendStep, bytes: number): void {
    this.#sent[step.stage] += bytes;
    if (step.network === 'storage') this.#storageBytes += bytes;
  }

  /** Stops it for good, wherever it is; what was sent so far counts. */
  abandon(): void {
    this.#over = true;
    for (const { step, flow } of this.#sending) this.#count(step, step.bytes - flow.stop());
    this.#sending.clear();
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
      reusedBytes: 0,
      downtimeS: this.#pausedS === undefined ? 0 : this.nowS - this.#pausedS,
      outcome,
    };
  }
}
