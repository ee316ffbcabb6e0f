/** A run's events as a short list of digests, each over all events up to its checkpoint: where two lists part, there the
 * runs parted. */
import { createHash } from 'node:crypto';
import { type EventSource, eventCount, eventStream, type RunEvent } from './events.ts';

/** Runs with no more events have a checkpoint for each. */
const MOST_CHECKPOINTS = 256;

/** In longer runs so many of the first events keep their own: what has changed mostly shows early. */
const EARLY = 128;

/** Digits of a checkpoint; two different runs agree in one by accident once in 16 million. */
const DIGITS = 6;

export interface Checkpoints {
  /** How many events the run has. */
  readonly events: number;
  /** In hexadecimal. */
  readonly digests: readonly string[];
}

/** After how many events the checkpoints of a run of so many events stand. */
export function checkpointPositions(events: number): readonly number[] {
  const early = events > MOST_CHECKPOINTS ? EARLY : events;
  const others = Math.min(events - early, MOST_CHECKPOINTS - EARLY);
  return [
    ...Array.from({ length: early }, (_, k) => k + 1),
    ...Array.from({ length: others }, (_, k) => early + Math.ceil(((k + 1) * (events - early)) / others)),
  ];
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
  /** How many events the recorded run has. */
  readonly eventsRecorded: number;
  /** How many events this run has. */
  readonly events: number;
  /** The first of these events as it is now; null if the run ends before it. */
  readonly first: RunEvent | null;
  /** When the last of these events is now; null if the run ends before it. */
  readonly untilS: number | null;
}

/** Undefined if both runs have the same events. */
export function findParting(recorded: Checkpoints, run: EventSource): Parting | undefined {
  const [eventsRecorded, events] = [recorded.events, eventCount(run)];
  const positions = checkpointPositions(eventsRecorded);
  const found = digestsAt(run, positions);
  let agreed = 0;
  for (const [i, position] of positions.entries()) {
    const next = found.next();
    if (next.done) {
      const first = eventAt(run, agreed);
      return { between: [agreed + 1, position], eventsRecorded, events, first, untilS: null };
    }
    const { digest, first, last } = next.value;
    if (digest !== recorded.digests[i]) {
      return { between: [agreed + 1, position], eventsRecorded, events, first, untilS: last.timeS };
    }
    agreed = position;
  }
  if (events === eventsRecorded) return undefined;
  const first = eventAt(run, agreed);
  return { between: [agreed + 1, agreed + 1], eventsRecorded, events, first, untilS: first?.timeS ?? null };
}

interface Digest {
  readonly digest: string;
  /** Of the events since the digest before. */
  readonly first: RunEvent;
  readonly last: RunEvent;
}

/** The digests at those positions that the run reaches. */
function* digestsAt(run: EventSource, positions: readonly number[]): Generator<Digest> {
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
    yield { digest: hash.copy().digest('hex').slice(0, DIGITS), first, last: event };
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
