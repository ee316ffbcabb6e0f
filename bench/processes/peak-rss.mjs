/** To be imported before a program: writes the peak RSS of its process, in bytes, to the file in the query. */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// threads import it too
if (isMainThread) {
  const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));
  process.on('exit', () => writeFileSync(file, `${process.resourceUsage().maxRSS * 1024}`));
}
