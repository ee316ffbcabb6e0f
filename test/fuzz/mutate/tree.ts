/** Changes to plain data: values replaced, left out, put under other names, exchanged. */
import type { Draw } from '../draw.ts';
import { hostileValue, hostileWord } from '../hostile.ts';

type Holder = Record<string, unknown> | unknown[];

interface Spot {
  readonly holder: Holder;
  readonly key: string;
}

function spotsOf(value: unknown, spots: Spot[] = []): Spot[] {
  if (typeof value !== 'object' || value === null) return spots;
  for (const [key, part] of Object.entries(value)) {
    spots.push({ holder: value as Holder, key });
    spotsOf(part, spots);
  }
  return spots;
}

const get = ({ holder, key }: Spot) => (holder as Record<string, unknown>)[key];
/** Also where the key is `__proto__`. */
const set = ({ holder }: Spot, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });

function mutateOnce(spots: readonly Spot[], draw: Draw): void {
  const spot = draw.pick(spots);
  const old = get(spot);
  switch (draw.below(6)) {
    case 0:
      delete (spot.holder as Record<string, unknown>)[spot.key];
      break;
    case 1:
      set(spot, hostileWord(draw), old);
      break;
    case 2:
      set(spot, spot.key, get(draw.pick(spots)));
      break;
    case 3:
      set(spot, spot.key, [old, old]);
      break;
    case 4:
      set(spot, spot.key, hostileWord(draw));
      break;
    default:
      set(spot, spot.key, hostileValue(draw));
  }
}

/** A changed copy. */
export function mutateTree<T>(tree: T, draw: Draw): T {
  const copy = structuredClone(tree);
  for (let left = 1 + draw.below(2); left > 0; left--) {
    const spots = spotsOf(copy);
    if (spots.length > 0) mutateOnce(spots, draw);
    // a value that was put into itself would have no end
    if (isCyclic(copy)) return structuredClone(tree);
  }
  return copy;
}

function isCyclic(tree: unknown): boolean {
  try {
    JSON.stringify(tree);
    return false;
  } catch {
    return true;
  }
}
