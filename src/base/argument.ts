/** What a function of the library was called with, looked at before it is used: JavaScript has no types, and a wrong
 * argument shall not end as "Cannot read properties of undefined". */

/** A TypeError that names the function, what it takes, and what it got. */
export function wrongArgument(call: string, expected: string, got: unknown): TypeError {
  return new TypeError(`${call}: expected ${expected}, got ${nameOf(got)}`);
}

/** Throws TypeError if the argument is not text. */
export function demandText(call: string, expected: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value === '') throw wrongArgument(call, expected, value);
}

/** Throws TypeError if the argument is no object. Undefined passes where the argument may be left out. */
export function demandObject(call: string, expected: string, value: unknown): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Promise)
    throw wrongArgument(call, expected, value);
}

function nameOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string')
    return value === '' ? 'empty text' : `text '${value.length > 40 ? `${value.slice(0, 37)}...` : value}'`;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise: is an await missing?';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
