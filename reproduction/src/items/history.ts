/** MiyakoDori's model against the mechanism that it stands for, page by page. */
import { randomStream } from 'wattshift';
import { says } from '../claim.ts';
import { judged } from '../finding.ts';
import { liveThrough, PAGE_BYTES, PAGES, randomHistory } from '../histories.ts';
import { item } from '../item.ts';

const HISTORIES = 1000;
const HOT_PAGES = [4, 16, 64];
const WRITES = [5, 20, 80];

export const history = item({
  name: 'history',
  title: 'The migration history against pages',
  where: 'sections 3.3.3 and 5.3.4, figures 3.6, 3.7 and 5.3',
  text:
    `A VM of ${PAGES} pages moves to and fro between two hosts, ${HISTORIES} random histories of 20 migrations each. The ` +
    'generation tables of chapter 3 know each page; the migration history of chapter 5 sums up what was updated between its records.',
  experiments: [],
  printed: {
    enough: says(
      'stage 1 of a migration back',
      'the amount of non-reusable memory is the sum of D over the records since the VM left',
    ),
  },
  measure() {
    const rows = HOT_PAGES.flatMap((hotPages) => WRITES.map((writes) => measureHistories(hotPages, writes)));
    const never = rows.every(({ short }) => short === 0);
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    return {
      findings: {
        enough: {
          ours: judged(
            never,
            `never less than the pages that differ; ${percent(Math.min(...rows.map(({ excess }) => excess)))} to ${percent(Math.max(...rows.map(({ excess }) => excess)))} more, depending on how often a page is written again`,
          ),
          reason:
            'The sum is an upper bound: a page that is updated in two records counts twice, and the history cannot know it. Within one record it is capped by the working set.',
        },
      },
      tables: [
        {
          title: 'What the history sends beyond what is needed',
          text: 'In the first stages of migrations back, over all histories; a working set of so many pages, written up to so many times between two migrations.',
          columns: [
            'working set, pages',
            'writes',
            'needed, pages per migration',
            'by the history, pages per migration',
            'more by',
            'at most, in one migration',
          ],
          rows: rows.map(({ hotPages, writes, needed, sent, excess, most }) => [
            String(hotPages),
            String(writes),
            needed.toFixed(2),
            sent.toFixed(2),
            percent(excess),
            `${most} pages`,
          ]),
        },
      ],
    };
  },
});

function measureHistories(hotPages: number, writes: number) {
  const random = randomStream(0, `histories/${hotPages}/${writes}`);
  let [needed, sent, count, short, most] = [0, 0, 0, 0, 0];
  for (let n = 0; n < HISTORIES; n++) {
    // the first migration finds no image yet: both send all memory
    for (const { neededBytes, byHistoryBytes } of liveThrough(randomHistory(random, hotPages, writes)).slice(1)) {
      needed += neededBytes / PAGE_BYTES;
      sent += byHistoryBytes / PAGE_BYTES;
      most = Math.max(most, (byHistoryBytes - neededBytes) / PAGE_BYTES);
      if (byHistoryBytes < neededBytes) short++;
      count++;
    }
  }
  return { hotPages, writes, needed: needed / count, sent: sent / count, excess: sent / needed - 1, short, most };
}
