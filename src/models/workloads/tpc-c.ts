import { bursty } from './bursty.ts';

export const tpcC = bursty('tpc-c', 'TPC-C, a transactional database', [0.1, 0.3], [0.8, 1], '1024 MB');
