import { bursty } from './bursty.ts';

export const fullZero = bursty('full-zero', 'Everything or nothing', [0, 0], [1, 1], '128 MB');
