import { InvalidArgumentError, Option } from 'commander';
import { TABLE_FORMATS } from '../table/format-names.ts';

/** For options that take a number of things. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1e6) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}

/** How a table is written that goes elsewhere than to the terminal. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'print the table alone, for a spreadsheet, a document or a paper')
    .choices(TABLE_FORMATS)
    .conflicts('json');

export const wideOption = (description = 'all columns, beside each other, however wide the terminal is'): Option =>
  new Option('--wide', description);
