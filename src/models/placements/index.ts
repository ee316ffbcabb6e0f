import { bestFit } from './best-fit.ts';
import { fill } from './fill.ts';
import { roundRobin } from './round-robin.ts';
import { worstFit } from './worst-fit.ts';

export const placements = [fill, roundRobin, bestFit, worstFit];
