import { energy } from './energy.ts';
import { none } from './none.ts';

export const vetoes = [none, energy];
