/** Warehouse-highpower by pre-copy: figures 5.6-5.8 and the first column of table 1.1. */
import { exact, says } from '../claim.ts';
import { estimate, paired, percent } from '../estimate.ts';
import { judged } from '../finding.ts';
import { fixed } from '../format.ts';
import { item } from '../item.ts';
import { memoryTable } from './memory-limit.ts';
import { level, networkTable, startPlot, startTable } from './readings.ts';
import { CHOICES, SIZES, vms } from './whp-cells.ts';

const START =
  'How a run begins and how long it lasts is not given, and both figures move with it: see the first table. Where all VMs begin a heavy phase at t = 0, the printed 25.7 % and 5.79 % both lie between our runs of 6 h and 24 h.';

const SMALL =
  'A hundredth of the figure; for most dense, the state at t = 0 alone moves it by as much after a day (first table).';

const MEMORY =
  'High-power servers and the warehouse server, 128 VMs. The document bounds the first by their cores and the second by nothing; but a high-power server never takes more than four VMs of 4 GB, and about half of the VMs are in the warehouse. With 32 GB and room for all VMs in the warehouse, nothing changes. With 16 GB, a VM that leaves still takes the memory that the next one needs, which goes to another server. A warehouse of 256 GB is full about half of the time, and VMs without load stay where they are. 64 and 32 VMs need a half and a quarter of that.';

const MEMORIES = [
  ['no limit', 'whp33-10g,'],
  ['32 GB, 512 GB', 'ram32-512'],
  ['16 GB, 512 GB', 'ram16-512'],
  ['32 GB, 256 GB', 'ram32-256'],
] as const;

export const whp = item({
  name: 'whp',
  title: 'Warehouse-highpower with pre-copy',
  where: 'section 5.6.2, figures 5.6-5.8; table 1.1',
  text: 'VMs run on one of 32 high-power servers while their load is heavy and on the warehouse server while it is light; the high-power servers take four, two or one of 128, 64 or 32 VMs. That table 1.1 speaks of 128 VMs and most dense is our reading: it says "a simple dynamic VM consolidation algorithm" and refers to chapter 5.',
  experiments: ['whp', 'whp-start', 'whp-network', 'whp-memory'],
  printed: {
    'overhead-most-dense': exact('5.79', '%', 'energy overhead, 128 VMs, most dense'),
    'overhead-random': exact('4.14', '%', 'energy overhead, 128 VMs, random'),
    'overhead-least-dense': exact('4.07', '%', 'energy overhead, 128 VMs, least dense'),
    'saved-most-dense': exact('25.7', '%', 'saved energy, 128 VMs, most dense (table 1.1)'),
    negative: says('saved energy, 128 VMs, random and least dense', 'negative, even though hosts sleep for a time'),
    'equal-at-32': says('slept time, 32 VMs', 'the same for all three choices, because a host takes one VM only'),
    'ten-times': says('slept time, 128 VMs', 'most dense more than 10 times that of least dense'),
    smaller: says('saved energy against slept time', 'greatly smaller in all cases'),
    trend: says('saved energy and slept time over the nine cases', 'the same trend'),
    'data-centre': exact('2.9', '%', "of a whole data centre's energy, if servers take half of it: lost at most"),
  },
  measure: ({ whp: study, 'whp-start': start, 'whp-network': network, 'whp-memory': memory }) => {
    const overhead = (choice: string) => percent(study.values('energyOverhead', choice, vms(128)));
    const slept = (choice: string, n: number) => study.values('sleptTimeRatio', choice, vms(n));
    const saved = (choice: string, n: number) => study.values('savedEnergyRatio', choice, vms(n));
    const show = (values: readonly number[]) => `${fixed(percent(values).mean, 2)} %`;
    const [random, least] = [saved('random', 128), saved('least-dense', 128)];
    const asleep = [...slept('random', 128), ...slept('least-dense', 128)];
    const at32 = CHOICES.map((choice) => slept(choice, 32));
    const times = estimate(paired(slept('most-dense', 128), slept('least-dense', 128), (a, b) => a / b));
    const cases = CHOICES.flatMap((choice) =>
      SIZES.map((n) => ({ slept: percent(slept(choice, n)).mean, saved: percent(saved(choice, n)).mean })),
    );
    const order = (key: 'slept' | 'saved') =>
      cases.map((_, i) => i).sort((a, b) => (cases[a]?.[key] ?? 0) - (cases[b]?.[key] ?? 0));
    const gaps = cases.map((each) => each.slept - each.saved);
    return {
      findings: {
        'overhead-most-dense': { ours: overhead('most-dense'), reason: START },
        'overhead-random': { ours: overhead('random'), reason: SMALL },
        'overhead-least-dense': { ours: overhead('least-dense'), reason: SMALL },
        'saved-most-dense': {
          ours: percent(saved('most-dense', 128)),
          reason: 'As for the overhead of most dense: the start and the length of a run.',
        },
        negative: {
          ours: judged(
            Math.max(...random, ...least) < 0 && Math.min(...asleep) > 0,
            `${show(random)} and ${show(least)}, asleep ${show(slept('random', 128))} and ${show(slept('least-dense', 128))} of the time`,
          ),
        },
        'equal-at-32': {
          ours: judged(
            at32.every((values) => values.every((value, seed) => value === at32[0]?.[seed])),
            `${at32.map(show).join(', ')}; equal in every single run`,
          ),
        },
        'ten-times': {
          ours: judged(
            Math.min(...paired(slept('most-dense', 128), slept('least-dense', 128), (a, b) => a / b)) > 10,
            `${fixed(times.mean, 0)} times on average`,
          ),
          reason: 'Least dense hardly ever lets a host sleep with 128 VMs, so the ratio is one by a small number.',
        },
        smaller: {
          ours: judged(
            Math.min(...gaps) > 0,
            `smaller by ${fixed(Math.min(...gaps), 1)} to ${fixed(Math.max(...gaps), 1)} points`,
          ),
        },
        trend: {
          ours: judged(
            order('slept').join() === order('saved').join(),
            'the nine cases ordered by slept time are in the order of saved energy',
          ),
        },
        'data-centre': {
          ours: estimate(study.values('energyOverhead', 'most-dense', vms(128)), 50),
          reason: 'Half of the overhead above: it inherits its difference.',
        },
      },
      tables: [
        startTable(start),
        networkTable(network),
        memoryTable(
          MEMORY,
          ['memory', 'choice'],
          MEMORIES.flatMap(([label, platform]) =>
            CHOICES.map((choice) => ({
              labels: [label, choice],
              cell: memory.cell(platform, `=${choice}`),
              against: memory.cell(MEMORIES[0][1], `=${choice}`),
            })),
          ),
        ),
      ],
      plots: [
        startPlot('whp-start', start, {
          saved: level('saved energy, %', 25.7),
          overhead: level('energy overhead, %', 5.79),
        }),
      ],
    };
  },
});
