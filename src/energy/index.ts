import { linear } from './linear.ts';

export const migrationEnergies = [linear];
