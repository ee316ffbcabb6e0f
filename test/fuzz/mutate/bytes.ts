import type { Draw } from '../draw.ts';

/** Damage as disks and transfers do it: cut off, flipped, zeroed, doubled. */
export function damage(bytes: Uint8Array, draw: Draw): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  const at = draw.below(Math.max(1, bytes.length));
  switch (draw.below(6)) {
    case 0:
      return damaged.subarray(0, at);
    case 1:
      damaged.fill(0, at, at + 1 + draw.below(512));
      return damaged;
    case 2:
      return new Uint8Array([...damaged.subarray(0, at), ...damaged.subarray(Math.max(0, at - 16))]);
    case 3:
      damaged.fill(0xff, at, at + 1 + draw.below(8));
      return damaged;
    case 4:
      return new Uint8Array();
    default:
      for (let flips = 1 + draw.below(4); flips > 0; flips--) {
        // what says how a Parquet file is laid out stands at its end
        const where = draw.chance(0.5)
          ? bytes.length - 1 - draw.below(Math.min(bytes.length, 300))
          : draw.below(bytes.length);
        damaged[where] = (damaged[where] ?? 0) ^ (1 << draw.below(8));
      }
      return damaged;
  }
}
