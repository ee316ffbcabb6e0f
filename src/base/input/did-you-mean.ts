/** The word that was probably meant. */

/** Longer words are not compared, which takes the product of their lengths, and not listed; nor are so many words. */
const LONGEST = 64;
const MOST = 10_000;

/** `did you mean 'x'?` if a known word is close, else the words that exist. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known];
  const near = words.length <= MOST ? nearest(word, words) : undefined;
  if (near !== undefined) return `did you mean '${near}'?`;
  if (words.length === 0) return '';
  const few = words.length <= 24 && words.every(({ length }) => length <= LONGEST);
  return few ? `known: ${words.join(', ')}` : '';
}

/** The known word within a third of the length in typing errors, case not counted. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const d = distance(simplified(word), simplified(candidate));
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

const simplified = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, '');

/** Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] as number[];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let d = Math.min(replaced, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d = Math.min(d, ((rows[i - 2] as number[])[j - 2] as number) + 1);
      }
      row.push(d);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] as number;
}
