import { InvalidArgumentError, Option } from 'commander';
import { parseQuantity } from '../base/units.ts';
import { TABLE_FORMATS } from '../report/table/format-names.ts';

const MOST = 1_000_000;

/** For options that take a number of things. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST}.`);
}

export const PLUGIN_TIMEOUT = 'how long a plugin may take for an answer before it is ended (default: 5 s)';

/** For options that take a time; in seconds. */
export function timeSpan(text: string): number {
  const seconds = parseQuantity(text, 'time');
  if (typeof seconds !== 'number') throw new InvalidArgumentError(`${seconds.error}.`);
  if (seconds > 0 && seconds <= 1e6) return seconds;
  throw new InvalidArgumentError('Expected a time from above 0 s up to 1e6 s.');
}

/** How a table is written that goes elsewhere than to the terminal. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'print the table alone, for a spreadsheet, a document or a paper')
    .choices(TABLE_FORMATS)
    .conflicts('json');

export const wideOption = (description = 'all columns, beside each other, however wide the terminal is'): Option =>
  new Option('--wide', description);
