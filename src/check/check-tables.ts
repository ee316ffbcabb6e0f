/** What moved, as tables: metric by metric, and figure by figure. In the units of the metrics, as in the baseline. */
import { column, type Entry, figure, type Table, text } from '../report/table/table.ts';
import { byMetric } from './by-metric.ts';
import { runText } from './remarks.ts';
import type { CheckReport, MovedMetric } from './report.ts';

/** A row per metric: in how many runs it moved, and how it moved in the run where it moved most. */
export function movementTable(report: CheckReport): Table {
  return {
    columns: [
      column('label', 'metric'),
      column('number', 'runs'),
      column('number', 'recorded'),
      column('number', 'now'),
      column('number', 'change', { header: 'at most' }),
      column('text', 'run', { header: 'in run' }),
    ],
    rows: byMetric(report).map(({ metric, moved, most }) => {
      const [recorded, now, difference, relative] = figures(most);
      return [
        text(metric),
        figure(`${moved} of ${report.runs}`, moved),
        recorded,
        now,
        most.relative === null ? difference : relative,
        text(runText(most)),
      ];
    }),
    notes: [],
  };
}

/** A row per run and metric. */
export function movedTable({ moved }: CheckReport): Table {
  return {
    columns: [
      column('label', 'cell'),
      column('label', 'seed'),
      column('label', 'metric'),
      column('number', 'recorded'),
      column('number', 'now'),
      column('number', 'difference'),
      column('number', 'relative'),
      column('text', 'tolerance'),
    ],
    rows: moved.map((one) => [
      text(one.cell),
      text(String(one.seed)),
      text(one.metric),
      ...figures(one),
      text(one.tolerance),
    ]),
    notes: [],
  };
}

/** Recorded, now, difference, relative. */
function figures({ recorded, measured, difference, relative }: MovedMetric): readonly [Entry, Entry, Entry, Entry] {
  const [before, now] = measured === null ? [String(recorded), '-'] : tellApart(recorded, measured);
  return [
    figure(before, recorded),
    figure(now, measured),
    figure(difference === null ? '-' : signed(difference), difference),
    figure(relative === null ? '-' : `${signed(100 * relative)} %`, relative),
  ];
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${Number(value.toPrecision(4))}`;

/** Both with so many digits that they are not the same. */
function tellApart(a: number, b: number): readonly [string, string] {
  for (let digits = 7; digits < 17; digits++) {
    const [one, other] = [Number(a.toPrecision(digits)), Number(b.toPrecision(digits))];
    if (one !== other) return [String(one), String(other)];
  }
  return [String(a), String(b)];
}
