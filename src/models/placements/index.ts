import { fill } from './fill.ts';
import { roundRobin } from './round-robin.ts';

export const placements = [fill, roundRobin];
