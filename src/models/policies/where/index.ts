import { firstFit } from './first-fit.ts';
import { leastPowerRise } from './least-power-rise.ts';

export const hostChoices = [leastPowerRise, firstFit];
