/** The result of the first call for each key, for all later calls with it. */
export function oncePer<A extends readonly unknown[], R>(make: (...args: A) => R): (key: string, ...args: A) => R {
  const made = new Map<string, R>();
  return (key, ...args) => {
    if (!made.has(key)) made.set(key, make(...args));
    return made.get(key) as R;
  };
}
