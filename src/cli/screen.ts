/** How a table is shown on the stream that it goes to. */
import type { Table } from '../report/table/table.ts';
import { textTable } from '../report/table/text.ts';
import { colours } from './colours.ts';

export interface Screen {
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
}

/** For what is no terminal, and of one that does not say how wide it is. */
const WIDTH = 80;

export interface ShowOptions {
  readonly wide?: boolean | undefined;
  /** Headers are bold where nothing else is, and dim where other things matter more. */
  readonly header?: 'bold' | 'dim';
  /** Columns of the screen that are taken. */
  readonly indent?: number;
}

/** As wide as the terminal, or 80 characters where there is none. */
export function showTable(table: Table, screen: Screen, options: ShowOptions = {}): string {
  const { wide, header = 'dim', indent = 0 } = options;
  const paint = colours(screen);
  return textTable(table, {
    width: (screen.columns || WIDTH) - indent,
    wide,
    paint: { header: paint[header], tones: { strong: paint.bold, good: paint.green, bad: paint.yellow } },
  });
}
