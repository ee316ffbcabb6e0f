/** A sweep is a list of values per axis; every combination is a cell. */

/** Dotted path, such as `vms.vcpus`, and the values that it takes. */
export interface Axis {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** Every combination, as indices into the axes' values; the first axis varies slowest. One empty one without axes. */
export function combinations(axes: readonly Axis[]): readonly (readonly number[])[] {
  return axes.reduce<readonly (readonly number[])[]>(
    (cells, axis) => cells.flatMap((cell) => axis.values.map((_, i) => [...cell, i])),
    [[]],
  );
}

export const steps = (path: string): readonly string[] => path.split('.');

/** A copy of `base` with the value at the path. Undefined if the path leads through something that has no parts. */
export function withValue(
  base: unknown,
  path: readonly string[],
  value: unknown,
): { readonly value: unknown } | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return { value };
  if (Array.isArray(base)) {
    // one way to write each: of two axes that set the same, only one would count
    const index = /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : -1;
    if (index < 0 || index >= base.length) return undefined;
    const inner = withValue(base[index], rest, value);
    return inner && { value: base.with(index, inner.value) };
  }
  if (base !== undefined && (typeof base !== 'object' || base === null)) return undefined;
  const part = base && Object.hasOwn(base, step) ? (base as Record<string, unknown>)[step] : undefined;
  const inner = withValue(part, rest, value);
  return inner && { value: { ...base, [step]: inner.value } };
}
