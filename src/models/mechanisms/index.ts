import { deltaCompression } from './delta-compression.ts';
import { ideal } from './ideal.ts';
import { miyakodori } from './miyakodori.ts';
import { miyakodoriTeleportation } from './miyakodori-teleportation.ts';
import { pageCacheTeleportation } from './page-cache-teleportation.ts';
import { postCopy } from './post-copy.ts';
import { preCopy } from './pre-copy.ts';
import { stopAndCopy } from './stop-and-copy.ts';

export const mechanisms = [
  preCopy,
  miyakodori,
  pageCacheTeleportation,
  miyakodoriTeleportation,
  deltaCompression,
  postCopy,
  stopAndCopy,
  ideal,
];
