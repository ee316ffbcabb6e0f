import { atTimes } from './at-times.ts';
import { bursts } from './bursts.ts';
import { poisson } from './poisson.ts';
import { time } from './time.ts';
import { work } from './work.ts';

export const arrivals = [atTimes, poisson, bursts];
export const lifetimes = [time, work];
