/** The penalty of dropping page cache instead of moving it: table 5.4 and what section 5.7.3 makes of it. The times of
 * the benchmark are measurements of a real machine; the rest is arithmetic, and the time of a migration ours. */
import { exact, says } from '../claim.ts';
import { estimate } from '../estimate.ts';
import { judged } from '../finding.ts';
import { fixed } from '../format.ts';
import { item } from '../item.ts';

const NORMAL_S = 565;
const DROPPED_S = 688;
const DROPS = 10;
const MIGRATIONS = 2;
/** A migration slows its VM down by so much at most (section 5.7.3). */
const SLOWDOWN = 0.3;

export const cacheDrop = item({
  name: 'cache-drop',
  title: 'Dropping page cache instead of moving it',
  where: 'section 5.7.3, table 5.4',
  text: 'Postmark takes 565 s, and 688 s if its page cache is dropped ten times: two measurements, from which the document computes the rest. Only the time of a migration can be simulated.',
  experiments: ['teleport-time'],
  printed: {
    penalty: exact('123', 's', 'penalty of ten drops'),
    'per-drop': exact('12.3', 's', 'penalty of a drop'),
    two: exact('24.6', 's', 'penalty of two migrations without page cache'),
    total: exact('589.6', 's', 'the benchmark with two of them'),
    share: exact('4', '%', 'longer by'),
    migration: exact('17', 's', 'a migration of Postmark by page cache teleportation'),
    slowed: exact('10.2', 's', 'penalty of two such migrations at most'),
    'less-than-half': says('penalty by page cache teleportation', 'less than half of that by dropping'),
  },
  measure: ({ 'teleport-time': study }) => {
    const perDrop = (DROPPED_S - NORMAL_S) / DROPS;
    const [cell] = study.result.cells.filter(
      ({ axes }) =>
        (axes.mechanism as { clusterSize?: number }).clusterSize === 124.3 && axes['mechanism.seekTime'] === '4.17 ms',
    );
    if (!cell) throw new Error('teleport-time has no cell for Postmark');
    const seconds = cell.metrics.migrationTimeMeanS.mean;
    const slowed = MIGRATIONS * seconds * SLOWDOWN;
    return {
      findings: {
        penalty: { ours: estimate([DROPPED_S - NORMAL_S]) },
        'per-drop': { ours: estimate([perDrop]) },
        two: { ours: estimate([MIGRATIONS * perDrop]) },
        total: { ours: estimate([NORMAL_S + MIGRATIONS * perDrop]) },
        share: { ours: estimate([(100 * MIGRATIONS * perDrop) / NORMAL_S]) },
        migration: {
          ours: estimate([seconds]),
          reason:
            'Simulated with an assumed seek of 4.17 ms, and with 2.5 s of setup and 1.6 s to find the pages; see the item on table 4.2. The memory that the VM really had in use is not printed.',
        },
        slowed: { ours: estimate([slowed]), reason: 'From the time above.' },
        'less-than-half': {
          ours: judged(
            slowed < (MIGRATIONS * perDrop) / 2,
            `${fixed(slowed, 1)} s of ${fixed(MIGRATIONS * perDrop, 1)} s; 10.2 s with the printed time`,
          ),
          reason: 'It holds for the printed 17 s, and up to 20.5 s.',
        },
      },
    };
  },
});
