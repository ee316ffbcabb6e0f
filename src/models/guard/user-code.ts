/** A user's code, as the rest of wattshift gets it: every call is noted, every fault told by name and place, what goes in
 * is shown read-only, and what comes out is free of the proxies of that. */
import { InputError, SimulationError } from '../../base/problem.ts';
import { type Activity, type CallNote, callNote } from './activity.ts';
import { PluginError, shortPath } from './plugin-error.ts';
import { ReadOnly, unwrap } from './read-only.ts';
import { describeThrown, userPlace } from './user-frame.ts';

type Method = (...args: readonly unknown[]) => unknown;

/** Whose code an object is that a user's code has given out. */
const owners = new WeakMap<object, UserCode>();

/** The error for what an instance of a kind did wrong without throwing: an order that makes no sense, a time that is NaN.
 * `call` names the function. A user's kind is told by module and simulated time. */
export function faultOf(instance: object, call: string, what: string): SimulationError {
  return owners.get(instance)?.fault(call, what) ?? new SimulationError(`${call} ${what}`);
}

/** Whose code it is. */
export interface Owner {
  /** `policy 'mine'`. */
  readonly who: string;
  /** Absolute path of the module that it comes from. */
  readonly plugin: string;
}

/** The code of one kind, in one run. */
export class UserCode {
  readonly #shown = new ReadOnly(
    (path) => {
      throw new ForbiddenChange(`must not change what it is shown: ${path}`);
    },
    (value) => this.#out(value, 'a function of its own'),
  );
  readonly #notes = new Map<string, CallNote>();
  /** The user's objects and functions as they are given out, and the other way round. */
  readonly #given = new WeakMap<object, object>();
  readonly #sources = new WeakMap<object, object>();

  constructor(
    readonly owner: Owner,
    private readonly activity: Activity,
  ) {}

  /** Calls a function of the user's, and takes what it answers: plain data without proxies; what has functions or getters
   * comes guarded itself. Throws PluginError for whatever the function throws that is not ours. */
  ask(call: string, callee: Method, self: unknown, args: readonly unknown[]): unknown {
    return this.run(call, () => {
      const answer = Reflect.apply(
        callee,
        self,
        args.map((value) => this.#shown.of(this.#source(value))),
      );
      if (answer instanceof Promise) {
        // nobody waits for it, so nobody else will hear of its end
        answer.catch(() => undefined);
        throw new ForbiddenAnswer('must answer at once, not with a promise');
      }
      return this.#out(answer, call);
    });
  }

  /** Like `ask`, for what neither shows nor answers anything that could be changed. */
  run<T>(call: string, callee: () => T): T {
    this.activity.enter(this.#note(call));
    try {
      return callee();
    } catch (error) {
      // what our own functions threw passes through the user's
      if (error instanceof SimulationError || error instanceof InputError) throw error;
      throw this.#fault(call, error);
    } finally {
      this.activity.leave();
    }
  }

  /** A fault of this kind: `what` it did in this call. */
  fault(call: string, what: string, cause?: unknown): PluginError {
    const { who, plugin } = this.owner;
    const where = { call, nowS: this.activity.nowS, place: userPlace(cause, plugin) };
    return new PluginError(who, what, where, { cause });
  }

  #fault(call: string, error: unknown): PluginError {
    if (error instanceof ForbiddenAnswer) return this.fault(call, error.message);
    if (error instanceof ForbiddenChange) return this.fault(call, error.message, error);
    return this.fault(call, `failed: ${describeThrown(error)}`, error);
  }

  #note(call: string): CallNote {
    const known = this.#notes.get(call);
    if (known) return known;
    const { who, plugin } = this.owner;
    const made = callNote({ who, call, place: shortPath(plugin) });
    this.#notes.set(call, made);
    return made;
  }

  #source(value: unknown): unknown {
    return isObject(value) ? (this.#sources.get(value) ?? value) : value;
  }

  #out(value: unknown, call: string): unknown {
    const own = unwrap(value);
    if (own !== value || !isObject(value)) return own;
    if (Array.isArray(value)) return value.map((part: unknown) => this.#out(part, call));
    if (value instanceof Set) return new Set([...value].map((part) => this.#out(part, call)));
    if (value instanceof Map) return new Map([...value].map(([key, part]) => [unwrap(key), this.#out(part, call)]));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
    if (isPlainData(value))
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.#out(part, call)]));
    return this.#give(value, call);
  }

  #give(value: object, call: string): object {
    const known = this.#given.get(value);
    if (known) return known;
    const given = typeof value === 'function' ? this.#function(value as Method, call) : this.#object(value, call);
    this.#given.set(value, given);
    this.#sources.set(given, value);
    owners.set(given, this);
    return given;
  }

  #function(method: Method, call: string): Method {
    const code = this;
    return function (this: unknown, ...args) {
      return code.ask(call, method, code.#source(this), args);
    };
  }

  #object(object: object, call: string): object {
    // a generator's steps are steps of the function that made it
    const steps = 'next' in object;
    return new Proxy(
      {},
      {
        get: (_, key) => {
          const name = steps || typeof key === 'symbol' ? call : key;
          return this.run(name, () => this.#out(Reflect.get(object, key, object), name));
        },
        has: (_, key) => key in object,
        getPrototypeOf: () => Reflect.getPrototypeOf(object),
      },
    );
  }
}

/** Thrown into the user's code. */
class ForbiddenChange extends Error {}
class ForbiddenAnswer extends Error {}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Own properties only, and nothing in them to call. */
function isPlainData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every(
    (property) => 'value' in property && typeof property.value !== 'function',
  );
}
