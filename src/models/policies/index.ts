import { consolidate } from './consolidate.ts';
import { ffd } from './ffd.ts';
import { none } from './none.ts';
import { scripted } from './scripted.ts';
import { warehouseHighpower } from './warehouse-highpower.ts';

export const policies = [none, ffd, warehouseHighpower, consolidate, scripted];
