import { InvalidArgumentError } from 'commander';

/** For options that take a number of things. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1e6) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}
