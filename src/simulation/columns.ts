/** Columns with a value for each VM, by its slot. */

type Column = Float64Array | Int32Array | Uint8Array;

/** A column with the values of this one, in which there is a place for `slot`. It doubles: VMs come one by one. */
export function widened<C extends Column>(column: C, slot: number): C {
  let length = Math.max(column.length, 1);
  while (length <= slot) length *= 2;
  const wider = new (column.constructor as new (length: number) => C)(length);
  wider.set(column);
  return wider;
}
