import { lastNotAfter } from '../../base/input/sorted.ts';

/** A value over time: `values[i]` holds from `timesS[i]` until `timesS[i + 1]`; the first time is 0. */
export interface Steps {
  readonly timesS: readonly number[];
  readonly values: readonly number[];
}

export const constantly = (value: number): Steps => ({ timesS: [0], values: [value] });

/** The value at a time. */
export function valueAt({ timesS, values }: Steps, timeS: number): number {
  return values[lastNotAfter(timesS, timeS)] as number;
}

/** The integral from 0 to t, as a function of t; log n per call. */
export function integral({ timesS, values }: Steps): (timeS: number) => number {
  const sums = [0];
  for (let i = 1; i < timesS.length; i++) {
    sums.push(
      (sums[i - 1] as number) + (values[i - 1] as number) * ((timesS[i] as number) - (timesS[i - 1] as number)),
    );
  }
  return (timeS) => {
    const i = lastNotAfter(timesS, timeS);
    return (sums[i] as number) + (values[i] as number) * (timeS - (timesS[i] as number));
  };
}
