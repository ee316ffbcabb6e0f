/** Offsets in a text as lines and columns. */
import type { Place } from '../base/input/read-text.ts';
import { lastNotAfter } from '../base/input/sorted.ts';

/** The place of an offset, 1-based; `offset` 0 is 1:1. */
export function placesIn(file: string, text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = lastNotAfter(starts, offset);
    return { file, line: line + 1, column: offset - (starts[line] as number) + 1 };
  };
}
