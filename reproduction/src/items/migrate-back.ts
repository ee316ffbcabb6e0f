/** Moving out and back again: figures 3.9-3.16. */
import type { CellResult } from 'wattshift';
import { above, says } from '../claim.ts';
import { estimate } from '../estimate.ts';
import { judged } from '../finding.ts';
import { fixed } from '../format.ts';
import { item } from '../item.ts';
import type { Study } from '../study.ts';

/** The share of the VM's memory below which a working set counts as small: 93 % of a page cache image are reused in
 * figure 3.14, 30 MB of 430 MB (section 3.5.2). */
const SMALL_MB = 70;

const SETUP_S = 2.5;

interface Back {
  readonly workingSet: number;
  readonly minutes: number;
  readonly miyakodori: boolean;
  readonly bytes: number;
  readonly seconds: number;
}

async function backOf(study: Study, { id, axes }: CellResult): Promise<Back> {
  const back = await study.migrationBack(id);
  return {
    workingSet: Number.parseFloat(String(axes['workload.workingSet'])),
    minutes: Number.parseFloat((axes['policy.moves'] as readonly { readonly at: string }[])[0]?.at ?? ''),
    miyakodori: (axes.mechanism as { readonly kind: string }).kind === 'miyakodori',
    bytes: back.stage1Bytes + back.stage2Bytes + back.stage3Bytes,
    seconds: back.endS - back.startS,
  };
}

export const migrateBack = item({
  name: 'migrate-back',
  title: 'Moving out and back by MiyakoDori',
  where: 'sections 1.5 and 3.4, figures 3.8-3.16',
  text: 'A VM of 1 GB runs for N minutes, moves out, runs for another N minutes and moves back; N is 5, 10 or 15. What its four workloads write is not printed, and neither are the bars, so the working set is swept: what is shown is which working sets give what the document says, not that its workloads have them.',
  experiments: ['migrate-back'],
  printed: {
    bytes: above('90', '%', 'less memory sent, CPU-bound and web server (a working set of 64 MB here)'),
    time: above('90', '%', 'less time, CPU-bound and web server (a working set of 64 MB here)'),
    all: says('all four workloads', 'less memory is sent than by pre-copy'),
    proportion: says('time', 'shorter in proportion to the memory sent'),
    small: says('small working sets', 'especially suitable'),
    large: says('workloads that write much', 'not so much effect, though still some'),
  },
  measure: async ({ 'migrate-back': study }) => {
    const backs = await Promise.all(study.result.cells.map((cell) => backOf(study, cell)));
    const cases = backs
      .filter(({ miyakodori }) => miyakodori)
      .map((ours) => {
        const other = backs.find(
          (b) => !b.miyakodori && b.workingSet === ours.workingSet && b.minutes === ours.minutes,
        ) as Back;
        return {
          ...ours,
          lessBytes: 1 - ours.bytes / other.bytes,
          lessTime: 1 - ours.seconds / other.seconds,
          preCopy: other,
        };
      });
    const least = (key: 'lessBytes' | 'lessTime', keep: (workingSet: number) => boolean) =>
      Math.min(...cases.filter((c) => keep(c.workingSet)).map((c) => c[key]));
    const most = (key: 'lessBytes', keep: (workingSet: number) => boolean) =>
      Math.max(...cases.filter((c) => keep(c.workingSet)).map((c) => c[key]));
    const rates = cases.map((c) => c.bytes / (c.seconds - SETUP_S) / 1e6);
    const slowest = Math.max(...cases.map((c) => c.preCopy.seconds));
    const transfers = cases
      .filter((c) => c.workingSet === 64)
      .map((c) => (c.seconds - SETUP_S) / (c.preCopy.seconds - SETUP_S));
    const transfer = 1 - Math.max(...transfers);
    const [smallest, full] = [least('lessBytes', (w) => w <= SMALL_MB), most('lessBytes', (w) => w >= 1000)];
    const percentText = (ratio: number) => `${fixed(100 * ratio, 1)} %`;
    return {
      findings: {
        bytes: { ours: estimate([least('lessBytes', (w) => w === 64)], 100) },
        time: {
          ours: estimate([least('lessTime', (w) => w === 64)], 100),
          reason: `The ${SETUP_S} s of setup, which section 5.3.4 adds to every migration, are not shortened: with them, no more than ${percentText(1 - SETUP_S / slowest)} can be gained. Without them, it is ${percentText(transfer)}.`,
        },
        all: {
          ours: judged(
            least('lessBytes', (w) => w < 1000) > 0,
            `at least ${percentText(least('lessBytes', (w) => w < 1000))} less up to 512 MB of working set`,
          ),
          reason: 'Nothing is left to reuse where the working set is all of the VM and all of it has been written.',
        },
        proportion: {
          ours: judged(
            Math.max(...rates) / Math.min(...rates) < 1.02,
            `without setup, ${fixed(Math.min(...rates), 1)} to ${fixed(Math.max(...rates), 1)} MB/s in all cases`,
          ),
        },
        small: { ours: judged(smallest > 0.9, `up to 64 MB, at least ${percentText(smallest)} less memory`) },
        large: {
          ours: judged(
            full < 0.5,
            `1024 MB: ${percentText(least('lessBytes', (w) => w >= 1000))} to ${percentText(full)} less memory`,
          ),
        },
      },
      tables: [
        {
          title: 'By working set and N',
          text: 'The migration back. Written at 2 MB/s (section 5.5.2), so that 5 minutes suffice to write 600 MB.',
          columns: [
            'working set, MB',
            'N, min',
            'pre-copy: MB',
            's',
            'MiyakoDori: MB',
            's',
            'less memory',
            'less time',
          ],
          rows: cases.map((c) => [
            String(c.workingSet),
            String(c.minutes),
            fixed(c.preCopy.bytes / 1e6, 0),
            fixed(c.preCopy.seconds, 2),
            fixed(c.bytes / 1e6, 0),
            fixed(c.seconds, 2),
            percentText(c.lessBytes),
            percentText(c.lessTime),
          ]),
        },
      ],
      plots: [
        {
          name: 'migrate-back',
          title: 'Memory sent on the way back, by the time between the two migrations and by working set',
          view: {
            width: 320,
            height: 220,
            data: {
              values: cases.map((c) => ({ n: c.minutes, w: c.workingSet, mb: Number((c.bytes / 1e6).toFixed(3)) })),
            },
            mark: { type: 'line', point: true },
            encoding: {
              x: {
                field: 'n',
                type: 'quantitative',
                title: 'N, min',
                axis: { values: [5, 10, 15] },
                scale: { zero: false },
              },
              y: { field: 'mb', type: 'quantitative', title: 'sent by MiyakoDori, MB (pre-copy: 1000)' },
              color: { field: 'w', type: 'ordinal', title: 'working set, MB' },
            },
          },
        },
      ],
    };
  },
});
