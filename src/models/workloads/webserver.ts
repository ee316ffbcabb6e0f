import { bursty } from './bursty.ts';

export const webserver = bursty('webserver', 'Web server', [0.1, 0.3], [0.8, 1], '128 MB');
