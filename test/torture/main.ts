/** `npm run torture`: kills, full and read-only disks, damaged files, two runs at once; the end is always the same.
 *
 *   npm run torture -- [KILLS] [--seed S]
 *
 * Exits with 1 if an end was another, or a message was not clear. Full and read-only disks need root. */
import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' } },
});

const { disturbances, compared, disks, faults } = await torture(
  Number(positionals[0] ?? 300),
  Number(values.seed),
  (fault) => console.log(fault),
);
for (const [name, times] of Object.entries(disturbances)) console.log(`${String(times).padStart(6)} ${name}`);
if (!disks) console.log('no disk could be mounted: full and read-only ones were not tried');
console.log(`${compared} folders compared, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
