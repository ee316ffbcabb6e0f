/** A run's events as a short list of digests, each over all events up to its checkpoint: where two lists part, there the
 * runs parted. */
import { createHash } from 'node:crypto';
import { type EventSource, eventCount, eventStream, type RunEvent } from './events.ts';

/** Runs with no more events have a checkpoint for each. */
const MOST_CHECKPOINTS = 256;

/** Digits of a checkpoint; two different runs agree in one by accident once in 16 million. */
const DIGITS = 6;

export interface Checkpoints {
  readonly events: number;
  /** In hexadecimal. */
  readonly digests: readonly string[];
}

/** After how many events the checkpoints of a run of so many events stand. */
export function checkpointPositions(events: number): readonly number[] {
  const count = Math.min(events, MOST_CHECKPOINTS);
  return Array.from({ length: count }, (_, k) => Math.ceil(((k + 1) * events) / count));
}

export function checkpointsOf(run: EventSource): Checkpoints {
  const events = eventCount(run);
  const digests = [...digestsAt(run, checkpointPositions(events))].map(({ digest }) => digest);
  return { events, digests };
}

/** Where a run leaves the recorded one. */
export interface Parting {
  /** The first event that is different is one of these, counted from 1; one and the same number where it is known. */
  readonly between: readonly [number, number];
  readonly eventsRecorded: number;
  readonly events: number;
  /** The first of these events as it is now; null if the run ends before it. */
  readonly first: RunEvent | null;
}

/** Undefined if both runs have the same events. */
export function findParting(recorded: Checkpoints, run: EventSource): Parting | undefined {
  const events = eventCount(run);
  const positions = checkpointPositions(recorded.events);
  const found = digestsAt(run, positions);
  let agreed = 0;
  for (const [i, position] of positions.entries()) {
    const next = found.next();
    if (next.done || next.value.digest !== recorded.digests[i]) {
      const first = next.done ? eventAt(run, agreed) : next.value.first;
      return { between: [agreed + 1, position], eventsRecorded: recorded.events, events, first };
    }
    agreed = position;
  }
  if (events === recorded.events) return undefined;
  return { between: [agreed + 1, agreed + 1], eventsRecorded: recorded.events, events, first: eventAt(run, agreed) };
}

/** The digests at those positions that the run reaches, each with the first event since the one before. */
function* digestsAt(run: EventSource, positions: readonly number[]): Generator<{ digest: string; first: RunEvent }> {
  const hash = createHash('sha256');
  let first: RunEvent | undefined;
  let pending = '';
  let reached = 0;
  let next = 0;
  for (const { event, text } of eventStream(run)) {
    first ??= event;
    pending += text;
    reached++;
    if (reached !== positions[next]) continue;
    hash.update(pending);
    yield { digest: hash.copy().digest('hex').slice(0, DIGITS), first };
    pending = '';
    first = undefined;
    next++;
  }
}

function eventAt(run: EventSource, index: number): RunEvent | null {
  let i = 0;
  for (const { event } of eventStream(run)) if (i++ === index) return event;
  return null;
}
