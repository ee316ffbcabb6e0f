/** The picture of the README: power of a data centre over a day, without consolidation and with it. */
import { join } from 'node:path';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { MigrationRecord } from '../../src/results/metrics/migration-record.ts';
import { readResult } from '../../src/results/read-result.ts';
import { readRun } from '../../src/results/read-run.ts';
import type { PowerSeries } from '../../src/results/run-output.ts';

export const FIGURE = 'docs/figures/day.svg';

const SEED = 0;
const BIN_S = 1800;
const DAY_S = 86_400;

/** An SVG from the results of examples/first.yaml; the same results give the same bytes. */
export async function drawDay(results: string): Promise<string> {
  const { cells } = await readResult(join(results, 'result.json'));
  const [still, packed] = await Promise.all(cells.map(({ id }) => readRun(results, id, SEED)));
  if (!still || !packed || cells.length !== 2) throw new Error('examples/first.yaml has other cells than this picture');
  const stillKw = meanPower(still.power);
  const hostsKw = meanPower(packed.power);
  const migrationsKw = meanMigrationPower(packed.migrations);
  const at = (bin: number, hour: number) => ({
    hour,
    still: stillKw[bin] as number,
    hosts: hostsKw[bin] as number,
    all: round((hostsKw[bin] as number) + (migrationsKw[bin] as number)),
  });
  const values = [...stillKw.map((_, bin) => at(bin, (bin * BIN_S) / 3600)), at(stillKw.length - 1, 24)];
  const view = new vega.View(vega.parse(compile(picture(values)).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  // a hundredth of a pixel is enough, and keeps the file small
  return `${svg.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))}\n`;
}

const round = (kw: number) => Number(kw.toFixed(4));

/** Kilowatts of all hosts, a mean per bin. */
function meanPower({ hostNames, timeS, host, watts }: PowerSeries): number[] {
  const joules = bins();
  const since = new Map<number, readonly [timeS: number, watts: number]>();
  const settle = (index: number, untilS: number) => {
    const [fromS, power] = since.get(index) ?? [untilS, 0];
    spread(joules, fromS, untilS, power * (untilS - fromS));
  };
  for (const [row, index] of host.entries()) {
    settle(index, timeS[row] as number);
    since.set(index, [timeS[row] as number, watts[row] as number]);
  }
  for (const index of hostNames.keys()) settle(index, DAY_S);
  return joules.map((sum) => round(sum / BIN_S / 1000));
}

/** Kilowatts of migrations on top, as if each drew its energy evenly while it lasts. */
function meanMigrationPower(migrations: Iterable<MigrationRecord>): number[] {
  const joules = bins();
  for (const { startS, endS, energyJ } of migrations) spread(joules, startS, endS, energyJ);
  return joules.map((sum) => round(sum / BIN_S / 1000));
}

const bins = () => Array.from({ length: DAY_S / BIN_S }, () => 0);

function spread(joules: number[], fromS: number, untilS: number, energyJ: number): void {
  for (let bin = Math.floor(fromS / BIN_S); bin * BIN_S < untilS && bin < joules.length; bin++) {
    const overlapS = Math.min(untilS, (bin + 1) * BIN_S) - Math.max(fromS, bin * BIN_S);
    joules[bin] = (joules[bin] as number) + (energyJ * overlapS) / (untilS - fromS);
  }
}

const NAMES = { still: 'no consolidation', hosts: 'packed every 5 minutes: hosts', migrations: 'and migrations' };

function picture(values: readonly object[]): TopLevelSpec {
  const x = {
    field: 'hour',
    type: 'quantitative' as const,
    title: 'hour of the day',
    axis: { values: [0, 4, 8, 12, 16, 20, 24] },
  };
  const y = (field: string) => ({ field, type: 'quantitative', title: 'power of all hosts, kW' }) as const;
  const color = (name: string) =>
    ({
      datum: name,
      type: 'nominal',
      scale: { domain: [NAMES.still, NAMES.hosts, NAMES.migrations], range: ['#333333', '#7fb1d9', '#e66100'] },
      legend: { title: null, orient: 'top', symbolType: 'square', labelFontSize: 12, labelLimit: 0, columnPadding: 24 },
    }) as const;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 640,
    height: 240,
    background: 'white',
    padding: 12,
    data: { values: values as object[] },
    encoding: { x },
    layer: [
      { mark: { type: 'area', interpolate: 'step-after' }, encoding: { y: y('hosts'), color: color(NAMES.hosts) } },
      {
        mark: { type: 'area', interpolate: 'step-after' },
        encoding: { y: y('hosts'), y2: { field: 'all' }, color: color(NAMES.migrations) },
      },
      {
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
        encoding: { y: y('still'), color: color(NAMES.still) },
      },
    ],
    config: {
      view: { stroke: null },
      axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelFlush: false },
    },
  };
}
