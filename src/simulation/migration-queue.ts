import type { Host } from './host.ts';
import type { MigrationRun } from './migration-run.ts';
import type { MigrationLimits } from './scenario.ts';

export const UNLIMITED: MigrationLimits = {
  perHost: Number.POSITIVE_INFINITY,
  total: Number.POSITIVE_INFINITY,
  order: 'fifo',
};

/** The migrations that may not begin yet. Where one ends, only those that it held up are looked at again. */
export class MigrationQueue {
  readonly #waiting = new Map<Host, Set<MigrationRun>>();
  readonly #underWay = new Map<Host, number>();
  #total = 0;
  readonly #unlimited: boolean;

  constructor(private readonly limits: MigrationLimits) {
    this.#unlimited = limits.perHost === Number.POSITIVE_INFINITY && limits.total === Number.POSITIVE_INFINITY;
  }

  /** Whether it may begin now; if so, it counts as under way. */
  enter(run: MigrationRun): boolean {
    if (this.#unlimited) return true;
    const may = this.#total < this.limits.total && hostsOf(run).every((host) => this.#at(host) < this.limits.perHost);
    if (may) {
      this.#total++;
      for (const host of hostsOf(run)) this.#underWay.set(host, this.#at(host) + 1);
      this.drop(run);
    } else for (const host of hostsOf(run)) this.#of(host).add(run);
    return may;
  }

  /** It does not wait any more. */
  drop(run: MigrationRun): void {
    for (const host of hostsOf(run)) this.#waiting.get(host)?.delete(run);
  }

  /** One that was under way is over. Hands out those that begin in its place, one by one. */
  leave(over: MigrationRun): Iterable<MigrationRun> {
    return this.#unlimited ? NONE : this.#replace(over);
  }

  *#replace(over: MigrationRun): Generator<MigrationRun> {
    const full = this.#total >= this.limits.total;
    this.#total--;
    for (const host of hostsOf(over)) this.#underWay.set(host, this.#at(host) - 1);
    // where the total held them up, it may be the turn of any
    const hosts = full ? [...this.#waiting.keys()] : hostsOf(over);
    const candidates = new Set(hosts.flatMap((host) => [...(this.#waiting.get(host) ?? [])]));
    for (const run of this.#inOrder([...candidates])) {
      if (this.#total >= this.limits.total) return;
      if (this.enter(run)) yield run;
    }
  }

  #inOrder(runs: MigrationRun[]): readonly MigrationRun[] {
    const { order } = this.limits;
    const rank = (run: MigrationRun) =>
      order === 'smallest' ? run.machine.memoryBytes : order === 'largest-saving' ? -savedW(run) : 0;
    const ranks = new Map(runs.map((run) => [run, rank(run)]));
    return runs.sort((a, b) => (ranks.get(a) as number) - (ranks.get(b) as number) || a.number - b.number);
  }

  #at(host: Host): number {
    return this.#underWay.get(host) ?? 0;
  }

  #of(host: Host): Set<MigrationRun> {
    let runs = this.#waiting.get(host);
    if (!runs) {
      runs = new Set();
      this.#waiting.set(host, runs);
    }
    return runs;
  }
}

const NONE: readonly MigrationRun[] = [];

const hostsOf = ({ from, to }: MigrationRun): readonly Host[] => [from, to];

/** Watts that a host saves asleep, per VM that has still to leave it; nothing where others stay. */
function savedW({ from }: MigrationRun): number {
  if (from.committed.vms > 0) return 0;
  return (from.power.idleW - from.power.offW) / Math.max(1, from.outgoing.size);
}
