/** Makes a case that finds something smaller, as long as it finds the same: fewer files, fewer arguments, fewer values,
 * lines and characters (delta debugging). */
import type { Finding, FuzzCase } from './case.ts';
import type { Child } from './children.ts';

/** Each one is a case tried. */
const MOST_STEPS = 150;
/** A case that hangs takes seconds for each step. */
const MOST_SECONDS = 120;

type Holds = (smaller: FuzzCase) => Promise<boolean>;

export async function minimise(fuzzCase: FuzzCase, { what }: Finding, child: Child): Promise<FuzzCase> {
  let steps = 0;
  const since = performance.now();
  const holds: Holds = async (smaller) => {
    if (++steps > MOST_STEPS || performance.now() - since > MOST_SECONDS * 1000) return false;
    const verdict = await child.try(smaller);
    return verdict.kind === 'finding' && verdict.what === what;
  };
  const withoutFiles = await fewer(Object.entries(fuzzCase.files), (kept) =>
    holds({ ...fuzzCase, files: Object.fromEntries(kept) }),
  );
  let smallest: FuzzCase = { ...fuzzCase, files: Object.fromEntries(withoutFiles) };
  // the largest are most often those that nobody touched: the smallest first
  const names = Object.keys(smallest.files).sort((a, b) => sizeOf(smallest, a) - sizeOf(smallest, b));
  for (const name of names) {
    const content = smallest.files[name];
    if (typeof content !== 'string') continue;
    const put = (text: string): FuzzCase => ({ ...smallest, files: { ...smallest.files, [name]: text } });
    const pruned = await pruneJson(content, (text) => holds(put(text)));
    const lines = await fewer(pruned.split('\n'), (kept) => holds(put(kept.join('\n'))));
    const text = lines.join('\n');
    const characters =
      text.length > 4000 ? [...chunks(text, 500)] : text.length > 300 ? [...chunks(text, 20)] : [...text];
    const kept = await fewer(characters, (left) => holds(put(left.join(''))));
    smallest = put(kept.join(''));
  }
  return smallest;
}

const sizeOf = ({ files }: FuzzCase, name: string) => files[name]?.length ?? 0;

function* chunks(text: string, size: number): Generator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

/** The smallest part of a list that still holds, in halves, quarters, and so on. */
async function fewer<T>(list: readonly T[], holds: (kept: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let kept = list;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 0; ) {
    let shrunk = false;
    for (let from = 0; from < kept.length; ) {
      const without = kept.toSpliced(from, size);
      if (await holds(without)) {
        kept = without;
        shrunk = true;
      } else from += size;
    }
    if (size === 1 && !shrunk) break;
    size = size === 1 ? (shrunk ? 1 : 0) : Math.ceil(size / 2);
  }
  return kept;
}

/** A JSON text without the values that do not matter; the text itself if it is no JSON. */
async function pruneJson(text: string, holds: (text: string) => Promise<boolean>): Promise<string> {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return text;
  }
  let smallest = text;
  const prune = async (holder: unknown): Promise<void> => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder).reverse()) {
      const own = holder as Record<string, unknown>;
      const value = own[key];
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete own[key];
      const shorter = JSON.stringify(tree);
      if (await holds(shorter)) {
        smallest = shorter;
        continue;
      }
      if (Array.isArray(holder)) holder.splice(Number(key), 0, value);
      else own[key] = value;
      await prune(value);
    }
  };
  await prune(tree);
  return smallest;
}
