/** What is shown to a user's code: the objects themselves, behind proxies that refuse every change.
 *
 * An object is always behind the same proxy, so that comparisons hold. Methods run on the object itself: what they change
 * is theirs to answer for, except for those of collections. */

/** Throws: somebody tried to change what stands at `path`. */
export type Refuse = (path: string) => never;

const objects = new WeakMap<object, object>();

/** The object behind a proxy; anything else as it is. */
export function unwrap<T>(value: T): T {
  return isObject(value) ? ((objects.get(value) as T | undefined) ?? value) : value;
}

export class ReadOnly {
  readonly #proxies = new WeakMap<object, object>();

  constructor(
    private readonly refuse: Refuse,
    /** What the user's code hands to methods of what it is shown. */
    private readonly taken: (value: unknown) => unknown = unwrap,
  ) {}

  /** `path` is what the user calls it: `hosts[3].vms`. */
  of<T>(value: T, path = ''): T {
    if (!isObject(value) || objects.has(value)) return value;
    const known = this.#proxies.get(value);
    if (known) return known as T;
    const proxy = new Proxy(standIn(value), this.#handler(value, path));
    this.#proxies.set(value, proxy);
    objects.set(proxy, value);
    return proxy as T;
  }

  #handler(object: object, path: string): ProxyHandler<object> {
    const at = (key: PropertyKey) => joined(path, key);
    const read = (key: PropertyKey) => {
      // getters and private fields need the object itself
      const value: unknown = Reflect.get(object, key, object);
      if (key === 'constructor') return value;
      if (typeof value === 'function') return this.#method(object, value, key, path);
      // views of it could be written to
      if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.slice(0);
      return this.of(value, at(key));
    };
    return {
      get: (_, key) => read(key),
      has: (_, key) => Reflect.has(object, key),
      ownKeys: () => Reflect.ownKeys(object),
      getPrototypeOf: () => Reflect.getPrototypeOf(object),
      getOwnPropertyDescriptor: (shown, key) => {
        const own = Reflect.getOwnPropertyDescriptor(object, key);
        if (!own) return undefined;
        // a proxy may only call fixed what is fixed in what it stands for
        const { configurable = true, writable = false } = Reflect.getOwnPropertyDescriptor(shown, key) ?? {};
        return { value: read(key), enumerable: own.enumerable ?? false, configurable, writable };
      },
      set: (_, key) => this.refuse(at(key)),
      defineProperty: (_, key) => this.refuse(at(key)),
      deleteProperty: (_, key) => this.refuse(at(key)),
      setPrototypeOf: () => this.refuse(path),
      preventExtensions: () => this.refuse(path),
      apply: (_, self, args) => this.#call(object as Method, self, args, path),
    };
  }

  /** A method of what is shown, as the user's code gets it. */
  #method(object: object, method: object, key: PropertyKey, path: string): unknown {
    // arrays' methods do as well with the proxy, and are refused their writes there
    if (Array.isArray(object) && method === Reflect.get(Array.prototype, key)) return method;
    if (changes(object, key)) return () => this.refuse(path);
    return this.of(method, joined(path, key));
  }

  #call(method: Method, self: unknown, args: readonly unknown[], path: string): unknown {
    const object: unknown = unwrap(self);
    const result: unknown = Reflect.apply(
      method,
      object,
      args.map((value) => this.taken(value)),
    );
    const collection = object instanceof Map || object instanceof Set;
    return collection && isIterator(result) ? this.#each(result, path) : this.of(result, path);
  }

  *#each(values: Iterable<unknown>, path: string): Generator<unknown> {
    // the entries of a map are arrays made for the occasion
    for (const value of values)
      yield Array.isArray(value) ? value.map((part) => this.of(part, path)) : this.of(value, path);
  }
}

type Method = (...args: never) => unknown;

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const isIterator = (value: unknown): value is Iterable<unknown> => value instanceof Object && 'next' in value;

/** An object that a proxy can promise nothing about, of the same nature: frozen objects, too, are shown by proxies. */
function standIn(value: object): object {
  if (Array.isArray(value)) return [];
  return typeof value === 'function' ? () => undefined : {};
}

const COLLECTION_CHANGES: ReadonlySet<PropertyKey> = new Set(['add', 'set', 'delete', 'clear']);
const ARRAY_CHANGES: ReadonlySet<PropertyKey> = new Set(['set', 'fill', 'sort', 'reverse', 'copyWithin']);

function changes(object: object, key: PropertyKey): boolean {
  if (object instanceof Map || object instanceof Set) return COLLECTION_CHANGES.has(key);
  if (ArrayBuffer.isView(object)) return ARRAY_CHANGES.has(key) || String(key).startsWith('set');
  return false;
}

function joined(path: string, key: PropertyKey): string {
  const name = String(key);
  if (/^\d+$/.test(name)) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}
