import { metered } from './metered.ts';
import { none } from './none.ts';

export const facilities = [none, metered];
