/** What a thread is doing, in memory that it shares with the thread that watches it: the user's function that it is in,
 * the simulated time, and the most migrations that have started at one instant. */

import { setImmediate } from 'node:timers/promises';

/** A call into a user's code. */
export interface Call {
  /** `policy 'mine'`. */
  readonly who: string;
  /** The function. */
  readonly call: string;
  /** The module. */
  readonly place: string;
}

/** A call as text, ready to be noted. */
export type CallNote = Uint8Array;

export interface Burst {
  readonly migrations: number;
  readonly timeS: number;
}

/** Bytes: four Int32, two Float64, then the name of the call. */
const NAME_OFFSET = 32;
const NAME_BYTES = 1024 - NAME_OFFSET;
/** Of the Int32. */
const [CHANGES, DEPTH, NAME_LENGTH, BURST] = [0, 1, 2, 3];
/** Of the Float64, which the Int32 fill the first two of. */
const [NOW, BURST_AT] = [2, 3];

export const callNote = ({ who, call, place }: Call): CallNote =>
  new TextEncoder().encode([who, call, place].join('\n')).subarray(0, NAME_BYTES);

function readNote(note: CallNote): Call {
  const [who = '', call = '', place = ''] = Buffer.from(note).toString().split('\n');
  return { who, call, place };
}

export function newMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(NAME_OFFSET + NAME_BYTES);
  new Float64Array(memory, 0, 4)[NOW] = Number.NaN;
  return memory;
}

/** The side of the thread that works. */
export class Activity {
  #words!: Int32Array;
  #times!: Float64Array;
  #name!: Uint8Array;
  /** Calls that are under way: the user's code may call ours, which may call the user's again. */
  readonly #calls: CallNote[] = [];
  /** What has been called since the memory is in use. */
  readonly #called = new Set<CallNote>();
  #startedBefore = 0;
  #started = 0;

  constructor(memory = newMemory()) {
    this.use(memory);
  }

  /** Goes on in other memory: that of the next run. */
  use(memory: SharedArrayBuffer): void {
    this.#words = new Int32Array(memory, 0, 4);
    this.#times = new Float64Array(memory, 0, 4);
    this.#name = new Uint8Array(memory, NAME_OFFSET);
    this.#called.clear();
    this.#startedBefore = this.#started = 0;
  }

  /** Simulated time; undefined before the run begins. */
  get nowS(): number | undefined {
    return known(this.#times[NOW]);
  }

  /** The modules that have been called since the memory is in use. */
  get places(): string {
    return [...new Set([...this.#called].map((note) => readNote(note).place))].join(', ');
  }

  /** Called whenever simulated time goes on. `started` counts the migrations up to then. */
  readonly onTime = (nowS: number, started: number): void => {
    if (nowS !== this.#times[NOW]) {
      this.#times[NOW] = nowS;
      this.#startedBefore = this.#started;
    }
    this.#started = started;
    const migrations = started - this.#startedBefore;
    if (migrations > (this.#words[BURST] as number)) {
      this.#words[BURST] = migrations;
      this.#times[BURST_AT] = nowS;
    }
  };

  /** The user's code is called. */
  enter(call: CallNote): void {
    this.#calls.push(call);
    this.#called.add(call);
    this.#note(call);
  }

  /** It is left again. */
  leave(): void {
    this.#calls.pop();
    this.#note(this.#calls.at(-1));
  }

  /** Lets all that the user's code has left to be done at once be done, which may take forever. */
  async rest(): Promise<void> {
    this.enter(callNote({ who: 'a plugin', call: 'what it left to be done later', place: this.places }));
    // an endless row of promises never lets the next turn begin
    await setImmediate();
    this.leave();
  }

  #note(call: CallNote | undefined): void {
    if (call) {
      this.#name.set(call);
      this.#words[NAME_LENGTH] = call.length;
    }
    this.#words[DEPTH] = this.#calls.length;
    // last of all, and not to be put off: who reads a new number reads the rest anew as well
    Atomics.add(this.#words, CHANGES, 1);
  }
}

/** The side of the thread that watches. */
export class Observed {
  readonly #words: Int32Array;
  readonly #times: Float64Array;

  constructor(private readonly memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory, 0, 4);
    this.#times = new Float64Array(memory, 0, 4);
  }

  /** Another number after each call into the user's code, and each way out of it. */
  get changes(): number {
    return Atomics.load(this.#words, CHANGES);
  }

  get inUserCode(): boolean {
    return Atomics.load(this.#words, DEPTH) > 0;
  }

  /** The call that is under way, or was the last one. */
  get call(): Call {
    const bytes = new Uint8Array(this.memory, NAME_OFFSET, this.#words[NAME_LENGTH]);
    return readNote(bytes);
  }

  /** Simulated time; undefined before the run begins. */
  get nowS(): number | undefined {
    return known(this.#times[NOW]);
  }

  /** The most migrations that have started at one instant. */
  get burst(): Burst {
    return { migrations: this.#words[BURST] as number, timeS: this.#times[BURST_AT] as number };
  }
}

const known = (timeS: number | undefined) => (Number.isNaN(timeS) ? undefined : timeS);
