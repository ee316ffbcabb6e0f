/** A report as rows and sentences, for a terminal and for the message of a failed test. */
import type { Provenance } from './baseline.ts';
import type { RunEvent } from './events.ts';
import type { CheckReport, MovedMetric, Origin, RunName } from './report.ts';

export const HEADERS = ['cell', 'seed', 'metric', 'recorded', 'now', 'difference', 'relative', 'tolerance'] as const;

/** More of them only scroll the first away. */
export const MOST_ROWS = 40;
const MOST_SENTENCES = 10;

/** In the units of the metrics, as in the baseline. */
export function movedRow({
  cell,
  seed,
  metric,
  recorded,
  measured,
  difference,
  relative,
  tolerance,
}: MovedMetric): readonly string[] {
  const [before, now] = measured === null ? [String(recorded), '-'] : tellApart(recorded, measured);
  return [
    cell,
    String(seed),
    metric,
    before,
    now,
    difference === null ? '-' : signed(difference),
    relative === null ? '-' : `${signed(100 * relative)} %`,
    tolerance,
  ];
}

/** `6 runs and 66 metrics are as recorded.` */
export function summary({ same, runs, metrics, moved, missing, added }: CheckReport): string {
  if (same) return `${counted(runs, 'run')}, ${counted(metrics, 'metric')}: all as recorded.`;
  const parts = [
    ...(moved.length > 0 ? [`${moved.length} of ${counted(metrics, 'metric')} moved`] : []),
    ...(missing.length > 0 ? [`${counted(missing.length, 'run')} missing`] : []),
    ...(added.length > 0 ? [`${counted(added.length, 'run')} not recorded`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** What else there is to say about a difference. */
export function remarks({ missing, added, notRecorded, origins, recorded, measured }: CheckReport): readonly string[] {
  return [
    ...shortened(origins.map(originText)),
    ...shortened(missing.map((run) => `${runText(run)}: recorded, but missing now`)),
    ...shortened(added.map((run) => `${runText(run)}: not recorded`)),
    ...notRecordedText(notRecorded),
    ...provenanceText(recorded, measured),
  ];
}

/** `not recorded: refusedMigrations, failedMigrations; --update records them` */
export function notRecordedText(metrics: readonly string[]): readonly string[] {
  return metrics.length > 0 ? [`not recorded: ${metrics.join(', ')}; --update records them`] : [];
}

function shortened(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MOST_SENTENCES;
  return more > 0 ? [...sentences.slice(0, MOST_SENTENCES), `and ${counted(more, 'run')} more`] : sentences;
}

function originText({ parting, ...run }: Origin): string {
  if (parting === undefined) return `${runText(run)}: where it began is not known without the files of the run`;
  if (parting === null) return `${runText(run)}: every event is as recorded; what is computed from them moved`;
  const { between, eventsRecorded, events, first, untilS } = parting;
  const [low, high] = between;
  if (low === high) {
    const now = first ? `now ${eventText(first)}` : `the run ends after ${events} now`;
    return `${runText(run)}: parts at event ${low} of ${eventsRecorded}: ${now}`;
  }
  const until = untilS === null ? `the end, which comes after event ${events} now` : `${untilS} s`;
  const now = first
    ? `the first of them now ${eventText(first)}; the last at ${until}`
    : `the run ends after ${events} now`;
  return `${runText(run)}: parts at one of events ${low} to ${high} of ${eventsRecorded}: ${now}`;
}

export function eventText(event: RunEvent): string {
  const { timeS } = event;
  if (event.kind === 'power') return `at ${timeS} s: ${event.host} draws ${event.watts} W`;
  return `at ${timeS} s: ${event.vm} migrates from ${event.from} to ${event.to}`;
}

function provenanceText(recorded: Provenance, measured: Provenance): readonly string[] {
  const changes = [
    ...(recorded.wattshift === measured.wattshift
      ? []
      : [`wattshift ${recorded.wattshift}, now ${measured.wattshift}`]),
    ...(recorded.simgrid === measured.simgrid ? [] : [`SimGrid ${recorded.simgrid}, now ${measured.simgrid}`]),
    ...(recorded.configuration === measured.configuration ? [] : ['another SimGrid configuration']),
  ];
  return changes.length > 0 ? [`recorded with ${changes.join('; ')}`] : [];
}

const runText = ({ cell, seed }: RunName) => (cell === '-' ? `seed ${seed}` : `${cell}, seed ${seed}`);

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

const signed = (value: number) => `${value > 0 ? '+' : ''}${Number(value.toPrecision(4))}`;

/** Both with so many digits that they are not the same. */
function tellApart(a: number, b: number): readonly [string, string] {
  for (let digits = 7; digits < 17; digits++) {
    const [one, other] = [Number(a.toPrecision(digits)), Number(b.toPrecision(digits))];
    if (one !== other) return [String(one), String(other)];
  }
  return [String(a), String(b)];
}
