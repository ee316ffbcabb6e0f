import { InvalidArgumentError } from 'commander';

const MOST = 1_000_000;

/** For options that take a number of things. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST}.`);
}
