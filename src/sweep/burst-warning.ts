import type { Burst } from '../models/guard/activity.ts';

/** So many migrations at one instant are rarely meant, and slow to simulate: they all share the network. */
const MANY = 1000;

/** Warns of the first burst of migrations that is so large; not of others after it. */
export function burstWarning(warn: ((warning: string) => void) | undefined): (burst: Burst) => void {
  let warned = false;
  return ({ migrations, timeS }) => {
    if (warned || migrations < MANY) return;
    warned = true;
    warn?.(
      `${migrations.toLocaleString('en')} migrations start at t = ${timeS} s: they share the network, so each takes long, ` +
        'and so does simulating them; a policy that sends fewer at a time avoids it',
    );
  };
}
