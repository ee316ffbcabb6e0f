import { constant } from './constant.ts';
import { fullZero } from './full-zero.ts';
import { tpcC } from './tpc-c.ts';
import { trace } from './trace.ts';
import { webserver } from './webserver.ts';

export const workloads = [fullZero, webserver, tpcC, constant, trace];
