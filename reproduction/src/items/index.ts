/** Every reproduced item, in the order of the document that they make. */
import type { Item } from '../item.ts';
import { analytic } from './analytic.ts';
import { cacheDrop } from './cache-drop.ts';
import { ffd } from './ffd.ts';
import { ffdMiyakodori } from './ffd-miyakodori.ts';
import { history } from './history.ts';
import { migrateBack } from './migrate-back.ts';
import { migrationTime } from './migration-time.ts';
import { pageCache } from './page-cache.ts';
import { teleportTime } from './teleport-time.ts';
import { whp } from './whp.ts';
import { whpMiyakodori } from './whp-miyakodori.ts';

export const items: readonly Item[] = [
  whp,
  whpMiyakodori,
  ffd,
  ffdMiyakodori,
  pageCache,
  migrationTime,
  history,
  migrateBack,
  teleportTime,
  cacheDrop,
  analytic,
];
