import { threshold } from './threshold.ts';

export const overloadTests = [threshold];
