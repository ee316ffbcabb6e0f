/** First fit decreasing by pre-copy and by page cache teleportation: figure 5.11. */
import { type CoreMetricName, mean } from 'wattshift';
import { about, exact, says } from '../claim.ts';
import { type Estimate, high, low, minus, paired, percent } from '../estimate.ts';
import { judged } from '../finding.ts';
import { fixed, METRIC_COLUMNS, metricCells, plusMinus } from '../format.ts';
import { item } from '../item.ts';
import { type Bar, bars } from '../plots.ts';
import { memoryLimits, memoryTable } from './memory-limit.ts';
import { level, startPlot, startTable } from './readings.ts';

const ONE = 'rack4-1g';
const TEN = 'rack4-10g';

const NETWORKS = [
  ['half-duplex', 'half duplex'],
  ['one-link', '1 Gbps for all together'],
  [ONE, 'full duplex'],
] as const;

const saved = (migrationShare: number) =>
  `The printed pair of figures fits no run of ours: by equation 5.3, sleeping 27.9 % of the time saves 21.7 % at these loads, so 8.1 % of the energy without consolidation would have to go into migrations; ours take ${fixed(100 * migrationShare, 1)} %. Neither the workload, nor the network, nor the start, nor the length, nor the size of the rack, nor a limit of memory makes up for it: see the tables. As with FFD above, not capping hosts at 4 cores would take about a point from ours. The last panel of figure 5.11 has no figures to look further.`;

const SLOWER =
  'It depends on how fast migrations are to begin with: on a gigabit that all hosts share, it is twice as large (second table).';
const MORE =
  'Faster migrations also leave time for more of them, which costs a part of what the longer sleep saves (first and second table).';

const MEMORY =
  'FFD packs by cores and by memory here: a host of 32 GB holds 8 of the 16 VMs, one of 24 GB holds 6, so that two of the four hosts can be asleep, or one; with 16 GB nothing can move. Teleportation still adds a little to slept time, and next to nothing to saved energy. Hosts of 32 GB save about the printed 13.6 % by pre-copy, but they sleep less than the printed 27.9 %.';

export const pageCache = item({
  name: 'page-cache',
  title: 'First fit decreasing with page cache teleportation',
  where: 'section 5.7.2, figure 5.11',
  text: '16 VMs are packed onto 4 hosts on a 1 Gbps network; page cache teleportation sends 34 % of the first stage over a storage network. The workload is not given, WebServer here.',
  experiments: [
    'page-cache-4pm',
    'page-cache',
    'page-cache-setting',
    'page-cache-start',
    'page-cache-16pm',
    'page-cache-duplex',
    'page-cache-memory',
  ],
  printed: {
    'slept-pre-copy': exact('27.9', '%', 'slept time, pre-copy'),
    'slept-teleportation': exact('30.7', '%', 'slept time, page cache teleportation'),
    'saved-pre-copy': exact('13.6', '%', 'saved energy, pre-copy'),
    'saved-teleportation': exact('14.5', '%', 'saved energy, page cache teleportation'),
    'gain-saved': exact('0.9', 'points', 'gain in saved energy'),
    'gain-slept': about('3', '3', 'points', 'gain in slept time'),
    shorter: exact('34', '%', 'migrations shorter by'),
    overhead: says('energy overhead', 'larger with page cache teleportation: the same migrations against less energy'),
    fast: says('10 Gbps', 'page cache teleportation does not help: migrations are quick anyway'),
    long: says('1 Gbps, 16 hosts and 64 VMs', 'a migration may take longer than a heavy phase'),
  },
  measure: async ({
    'page-cache-4pm': alone,
    'page-cache': study,
    'page-cache-setting': setting,
    'page-cache-start': start,
    'page-cache-16pm': large,
    'page-cache-duplex': duplex,
    'page-cache-memory': memory,
  }) => {
    const preCopy = (metric: CoreMetricName, network = ONE) => study.values(metric, network, 'pre-copy');
    const teleported = (metric: CoreMetricName, network = ONE) => study.values(metric, network, 'teleportation');
    const gain = (metric: CoreMetricName, network = ONE): Estimate =>
      percent(paired(teleported(metric, network), preCopy(metric, network), minus));
    const [overhead, fast, slow] = [gain('energyOverhead'), gain('savedEnergyRatio', TEN), gain('savedEnergyRatio')];
    const durations = (await large.runs('pre-copy')).flatMap(({ migrations }) => [...migrations.seconds()]);
    const longest = durations.reduce((most, seconds) => Math.max(most, seconds), 0);
    const beyond = durations.filter((seconds) => seconds > 600).length / durations.length;
    return {
      findings: {
        'slept-pre-copy': {
          ours: percent(alone.values('sleptTimeRatio')),
          reason:
            'Links that are full duplex, as here, give a little more than printed, half duplex ones a little less (second table).',
        },
        'slept-teleportation': {
          ours: percent(teleported('sleptTimeRatio')),
          reason:
            'Migrations that take no time at all give no more than `ideal` in the first table: what faster migrations can add is bounded, and a good part of it is there.',
        },
        'saved-pre-copy': {
          ours: percent(alone.values('savedEnergyRatio')),
          reason: saved(
            mean(paired(alone.values('migrationEnergyJ'), alone.values('baselineEnergyJ'), (a, b) => a / b)),
          ),
        },
        'saved-teleportation': {
          ours: percent(teleported('savedEnergyRatio')),
          reason:
            'As with pre-copy: 30.7 % of the time asleep saves 23.8 %, and the printed 14.5 % leaves 9.3 % for migrations.',
        },
        'gain-saved': { ours: slow, reason: MORE },
        'gain-slept': {
          ours: gain('sleptTimeRatio'),
          reason: `Rounded in the document from 30.7 − 27.9 = 2.8. ${SLOWER}`,
        },
        shorter: {
          ours: percent(paired(teleported('migrationTimeMeanS'), preCopy('migrationTimeMeanS'), (a, b) => 1 - a / b)),
          reason:
            "The first stage is shorter by 34 %, the 2.5 s of setup are not, and migrations that are over sooner are less in each other's way.",
        },
        overhead: {
          ours: judged(
            low(overhead) > 0 ? true : high(overhead) < 0 ? false : undefined,
            `${plusMinus(overhead, 3)} points more, seed by seed`,
          ),
        },
        fast: {
          ours: judged(
            fast.mean < 0.25 * slow.mean,
            `${plusMinus(fast, 2)} points gained on 10 Gbps, ${plusMinus(slow, 2)} on 1 Gbps`,
          ),
        },
        long: {
          ours: judged(
            longest > 600,
            `the longest takes ${fixed(longest, 0)} s, ${fixed(100 * beyond, 1)} % take more than the 600 s of the shortest phase`,
          ),
        },
      },
      tables: [
        {
          title: 'Mechanisms and networks',
          text: '`ideal` moves VMs at once and for nothing.',
          columns: ['network', 'mechanism', 'migration time, s', ...METRIC_COLUMNS],
          rows: study.result.cells.map((cell) => [
            cell.id.includes(TEN) ? '10 Gbps' : '1 Gbps',
            (cell.axes.mechanism as { kind: string }).kind,
            cell.metrics.migrationTimeMeanS.mean.toFixed(1),
            ...metricCells(cell),
          ]),
        },
        {
          title: 'What 1 Gbps between hosts means',
          text: 'The document does not say whether links are full duplex, which we assume. The less there is for each migration, the more teleportation adds to slept time, and the clearer its larger overhead: slower migrations keep VMs from being moved at the next packing.',
          columns: ['network', 'mechanism', 'migrations', 'migration time, s', ...METRIC_COLUMNS],
          rows: duplex.result.cells.map((cell) => [
            NETWORKS.find(([word]) => cell.id.includes(word))?.[1] ?? '',
            (cell.axes.mechanism as { kind: string }).kind,
            cell.metrics.migrations.mean.toFixed(0),
            cell.metrics.migrationTimeMeanS.mean.toFixed(1),
            ...metricCells(cell),
          ]),
        },
        {
          title: 'The workload and the network model',
          text: 'Pre-copy. Section 5.7.2 names no workload.',
          columns: ['workload', 'network model', ...METRIC_COLUMNS],
          rows: setting.result.cells.map((cell) => [
            String(cell.axes.workload),
            (cell.axes.simgrid as { 'network/model': string })['network/model'],
            ...metricCells(cell),
          ]),
        },
        {
          title: 'The size of table 5.3: 16 hosts and 64 VMs',
          text: 'On 1 Gbps. More migrations are under way at a time, and VMs that are under way are not moved again: teleportation, which is over sooner, moves more, and that costs more than it gains.',
          columns: ['mechanism', 'migrations', 'migration time, s', ...METRIC_COLUMNS],
          rows: large.result.cells.map((cell) => [
            (cell.axes.mechanism as { kind: string }).kind,
            cell.metrics.migrations.mean.toFixed(0),
            cell.metrics.migrationTimeMeanS.mean.toFixed(1),
            ...metricCells(cell),
          ]),
        },
        startTable(start),
        memoryTable(
          MEMORY,
          ['memory of a host', 'mechanism'],
          memoryLimits(memory).flatMap((ram) =>
            ['pre-copy', 'page-cache-teleportation'].map((mechanism) => ({
              labels: [ram, mechanism],
              cell: memory.cell(`=${ram},`, mechanism),
              against: memory.cell('=unlimited,', mechanism),
            })),
          ),
        ),
      ],
      plots: [
        bars(
          'page-cache',
          'Slept time, saved energy and energy overhead in percent, after figure 5.11; black: printed',
          'mechanism',
          (
            [
              ['slept time, %', 'sleptTimeRatio', 27.9, 30.7],
              ['saved energy, %', 'savedEnergyRatio', 13.6, 14.5],
              ['energy overhead, %', 'energyOverhead', undefined, undefined],
            ] as const
          ).flatMap(([column, metric, before, after]): Bar[] => {
            const at = { row: '4 hosts, 1 Gbps', column, metric, series: 'ours' };
            const tick = (printed: number | undefined) => (printed === undefined ? {} : { printed });
            return [
              { ...at, x: 'pre-copy', ours: percent(preCopy(metric)), ...tick(before) },
              { ...at, x: 'teleportation', ours: percent(teleported(metric)), ...tick(after) },
            ];
          }),
        ),
        startPlot('page-cache-start', start, {
          slept: level('slept time, %', 27.9),
          saved: level('saved energy, %', 13.6),
        }),
      ],
    };
  },
});
