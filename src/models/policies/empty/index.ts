import { leastUsed } from './least-used.ts';
import { none } from './none.ts';

export const emptyings = [leastUsed, none];
