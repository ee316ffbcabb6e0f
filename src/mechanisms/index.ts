import { preCopy } from './pre-copy.ts';

export const mechanisms = [preCopy];
