import { ArgumentError } from './error.ts';

/** WebAssembly takes any number for an integer: NaN becomes 0, 1.5 becomes 1. So numbers are looked at before. Each
 * function returns the number that it has found to be in range, and throws ArgumentError otherwise. */

export function numberOf(operation: string, argument: string, value: number, count: number): number {
  if (Number.isInteger(value) && value >= 0 && value < count) return value;
  throw new ArgumentError(operation, argument, value, count > 0 ? `it goes from 0 to ${count - 1}` : 'there is none');
}

/** The number of something that comes and goes: the other side knows whether it is there. */
export function idOf(operation: string, argument: string, value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= MAX_INT32) return value;
  throw new ArgumentError(operation, argument, value, 'it is a whole number that an earlier call has returned');
}

export function countOf(operation: string, argument: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_INT32) return value;
  throw new ArgumentError(operation, argument, value, `it is a whole number from 1 to ${MAX_INT32}`);
}

export function amountOf(operation: string, argument: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new ArgumentError(operation, argument, value, 'it is a finite number, 0 or more');
}

/** Infinity is none. */
export function capOf(operation: string, argument: string, value: number): number {
  if (value > 0) return value;
  throw new ArgumentError(operation, argument, value, 'it is more than 0, or Infinity for no cap');
}

const MAX_INT32 = 2 ** 31 - 1;
