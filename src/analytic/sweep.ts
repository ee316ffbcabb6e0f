/** A closed form over many values of one parameter: values in, columns out. */

type NumberKey<T> = { [K in keyof T]-?: T[K] extends number ? K : never }[keyof T];

/** A model's results along one parameter. */
export interface Sweep<R> {
  /** The parameter's values, as given. */
  readonly values: readonly number[];
  /** Per result that is a number, one value for each of `values`. */
  readonly columns: { readonly [K in NumberKey<R>]: readonly number[] };
  /** The results in full. */
  readonly rows: readonly R[];
}

/** `sweep(uniform, vm, 'alpha', [0.05, 0.1]).columns.downtimeS`. Throws what the model throws, ModelDomainError. */
export function sweep<P extends object, A extends string, R extends object>(
  model: (input: P & { readonly [K in A]: number }) => R,
  fixed: P,
  axis: A,
  values: readonly number[],
): Sweep<R> {
  const rows = values.map((value) => model({ ...fixed, [axis]: value } as P & { readonly [K in A]: number }));
  const keys = Object.entries(rows[0] ?? {}).flatMap(([key, value]) => (typeof value === 'number' ? [key] : []));
  const columns = Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key as keyof R])]));
  return { values, columns: columns as unknown as Sweep<R>['columns'], rows };
}
