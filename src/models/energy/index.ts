import { bandwidthLinear } from './bandwidth-linear.ts';
import { linear } from './linear.ts';

export const migrationEnergies = [linear, bandwidthLinear];
