import type { VmEnergy } from '../results/run-output.ts';
import type { Vm } from './vm.ts';

/** VMs that have left, each with a row of its own in the account. */
const MOST_ROWS = 10_000;

/** The row of all the others. */
const OTHERS = 'others';

/** What VMs leave behind: the first ones a row each, so that many short ones take no memory for good. */
export class Ledger {
  readonly #rows: (VmEnergy & { readonly index: number })[] = [];
  #others: VmEnergy | undefined;
  #finished = 0;
  #askedCoreS = 0;
  #unservedCoreS = 0;
  #worstUnservedRatio = 0;

  /** A VM has left that has asked for so many core-seconds. */
  add({ index, name, dynamicJ, idleShareJ, migrationJ, unservedCoreS }: Vm, askedCoreS: number): void {
    this.#finished++;
    this.#askedCoreS += askedCoreS;
    this.#unservedCoreS += unservedCoreS;
    if (askedCoreS > 0) this.#worstUnservedRatio = Math.max(this.#worstUnservedRatio, unservedCoreS / askedCoreS);
    if (this.#rows.length < MOST_ROWS) {
      this.#rows.push({ index, vm: name, dynamicJ, idleShareJ, migrationJ });
      return;
    }
    const others = this.#others ?? { vm: OTHERS, dynamicJ: 0, idleShareJ: 0, migrationJ: 0 };
    this.#others = {
      vm: OTHERS,
      dynamicJ: others.dynamicJ + dynamicJ,
      idleShareJ: others.idleShareJ + idleShareJ,
      migrationJ: others.migrationJ + migrationJ,
    };
  }

  get finished(): number {
    return this.#finished;
  }

  /** Of those that have left together; nothing where none has. */
  get service(): readonly { readonly askedCoreS: number; readonly unservedCoreS: number }[] {
    return this.#finished > 0 ? [{ askedCoreS: this.#askedCoreS, unservedCoreS: this.#unservedCoreS }] : [];
  }

  /** Of the one of them that got least. */
  get worstUnservedRatio(): number {
    return this.#worstUnservedRatio;
  }

  /** The account of all VMs: those that run in the order of their numbers, with those that have left among them. */
  account(running: readonly Vm[]): readonly VmEnergy[] {
    const rows = running.map(({ index, name, dynamicJ, idleShareJ, migrationJ }) => {
      return { index, vm: name, dynamicJ, idleShareJ, migrationJ };
    });
    const all = [...this.#rows, ...rows].sort((a, b) => a.index - b.index).map(({ index: _, ...row }) => row);
    return this.#others ? [...all, this.#others] : all;
  }
}
