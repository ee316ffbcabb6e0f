/** A run as one stream of events: migrations in the order in which they started, and every change of a host's power. */
import type { MigrationRecord } from '../results/metrics/migration-record.ts';
import type { PowerSeries, RunOutput } from '../results/run-output.ts';

/** Something that happened in a run: a migration began, or the power of a host changed. */
export type RunEvent = MigrationEvent | PowerEvent;

export interface MigrationEvent {
  readonly kind: 'migration';
  readonly timeS: number;
  readonly host: string;
  readonly vm: string;
  readonly from: string;
  readonly to: string;
}

export interface PowerEvent {
  readonly kind: 'power';
  /** From then on the host draws so much. */
  readonly timeS: number;
  readonly host: string;
  readonly watts: number;
}

/** An event with everything that is known of it, as text. */
export interface StreamItem {
  readonly event: RunEvent;
  readonly text: string;
}

export type EventSource = Pick<RunOutput, 'migrations' | 'power'>;

export const eventCount = ({ migrations, power }: EventSource): number => migrations.length + power.timeS.length;

/** In the order of time. A migration stands at its start with all that became of it, before the power changes of the
 * same instant: what made a run different is then found before its consequences. */
export function* eventStream({ migrations, power }: EventSource): Generator<StreamItem> {
  const started = [...migrations].sort(byStart).values();
  let next = started.next();
  for (const i of inTime(power)) {
    const timeS = power.timeS[i] as number;
    for (; !next.done && next.value.startS <= timeS; next = started.next()) yield migrationItem(next.value);
    yield powerItem(timeS, power.hostNames[power.host[i] as number] as string, power.watts[i] as number);
  }
  for (; !next.done; next = started.next()) yield migrationItem(next.value);
}

/** The rows of a power series, which are in the order of time for each host only; at one instant by the host's name. */
function inTime({ hostNames, timeS, host }: PowerSeries): Uint32Array {
  const sorted = new Map([...hostNames].sort(order).map((name, place) => [name, place]));
  const ranks = hostNames.map((name) => sorted.get(name) as number);
  const rank = (i: number) => ranks[host[i] as number] as number;
  const rows = Uint32Array.from(timeS, (_, i) => i);
  return rows.sort((a, b) => (timeS[a] as number) - (timeS[b] as number) || rank(a) - rank(b) || a - b);
}

/** Records come in the order in which migrations ended, which the same start does not fix. */
function byStart(a: MigrationRecord, b: MigrationRecord): number {
  return a.startS - b.startS || order(a.vm, b.vm) || a.endS - b.endS || order(a.to, b.to);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What makes two migrations the same. A list of its own: a new column must not make recorded runs different. */
const COMPARED = [
  'vm',
  'from',
  'to',
  'startS',
  'endS',
  'rounds',
  'stage1Bytes',
  'stage2Bytes',
  'stage3Bytes',
  'storageBytes',
  'reusedBytes',
  'downtimeS',
  'energyJ',
  'outcome',
] as const satisfies readonly (keyof MigrationRecord)[];

function migrationItem(migration: MigrationRecord): StreamItem {
  const { startS: timeS, vm, from, to } = migration;
  const text = COMPARED.map((name) => migration[name]).join('\t');
  return { event: { kind: 'migration', timeS, host: from, vm, from, to }, text: `migration\t${text}\n` };
}

function powerItem(timeS: number, host: string, watts: number): StreamItem {
  return { event: { kind: 'power', timeS, host, watts }, text: `power\t${timeS}\t${host}\t${watts}\n` };
}
