/** Side tables on a limit of memory, and the experiments behind them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Experiment, loadExperiment, runExperiment, runScenario, Threads } from 'wattshift';
import { chooseItems } from '../src/choose.ts';
import type { SideTable } from '../src/finding.ts';
import { experimentFile } from '../src/laboratory.ts';
import { Study } from '../src/study.ts';

const HOUR_S = 3600;
const out = mkdtempSync(join(tmpdir(), 'wattshift-memory-'));
const threads = new Threads(2);
afterAll(async () => {
  await threads.stop();
  rmSync(out, { recursive: true, force: true });
});

/** Every cell for so many hours, with one seed. */
async function load(name: string, hours: number): Promise<Experiment> {
  const experiment = await loadExperiment(experimentFile(name));
  const shorter = experiment.cells.map((cell) => ({
    ...cell,
    scenario: { ...cell.scenario, durationS: hours * HOUR_S },
  }));
  return { ...experiment, cells: shorter, seeds: [0] };
}

const studies = new Map<string, Promise<Study>>();

/** Each experiment is run once, for an hour. */
function study(name: string): Promise<Study> {
  const known = studies.get(name) ?? run(name);
  studies.set(name, known);
  return known;
}

async function run(name: string): Promise<Study> {
  const folder = join(out, name);
  const { result, failures } = await runExperiment(await load(name, 1), { out: folder, threads });
  expect(failures).toEqual([]);
  return new Study(result, folder);
}

test.each([
  ['ffd-webserver', '', 'ffd-memory', 'ram=unlimited,mechanism=pre-copy'],
  ['ffd-miyakodori', 'webserver,mechanism=miyakodori(images=8)', 'ffd-memory', 'ram=unlimited,mechanism=miyakodori'],
  ['page-cache-4pm', '', 'page-cache-memory', 'ram=unlimited,mechanism=pre-copy'],
  ['page-cache', 'rack4-1g,mechanism=page-cache', 'page-cache-memory', 'ram=unlimited,mechanism=page-cache'],
  ['whp', 'most-dense,vms=(count=128', 'whp-memory', 'whp33-10g,policy.choice=most-dense'],
])('%s %s is what %s has without a limit', async (name, words, trials, unlimited) => {
  const outcome = async (file: string, id: string) => {
    const { cells } = await load(file, 2);
    const found = cells.filter((cell) => cell.id.includes(id));
    const [only] = found;
    if (!only || found.length > 1) throw new Error(`${found.length} cells of ${file} have ${id}`);
    return (await runScenario(only.scenario, 0)).metrics;
  };
  const metrics = await outcome(name, words);
  expect(metrics.migrations).toBeGreaterThan(0);
  expect(await outcome(trials, unlimited)).toEqual(metrics);
});

test.each(['ram16-512', 'ram32-512', 'ram32-256'])('whp33-10g-%s differs from whp33-10g in memory alone', (variant) => {
  const experiments = dirname(experimentFile('whp-memory'));
  const bare = (file: string) => readFileSync(join(experiments, file), 'utf8').replace(/<!--.*?-->\n/s, '');
  const limited = bare(`whp33-10g-${variant}.xml`);
  expect(limited.match(/<prop id="ram"/g)).toHaveLength(2);
  expect(limited.replaceAll(/ *<prop id="ram" .*\n/g, '')).toBe(bare('../../platforms/whp33-10g.xml'));
});

/** The table of an item, all of its experiments cut to an hour. */
async function tableOf(name: string): Promise<SideTable> {
  const [item] = chooseItems([name]);
  if (!item) throw new Error(name);
  const all: Record<string, Study> = {};
  for (const experiment of item.experiments) all[experiment] = await study(experiment);
  const { tables = [] } = await item.measure(all);
  const found = tables.find(({ title }) => title === 'A limit of memory');
  if (!found) throw new Error(`${name} has no table on memory`);
  for (const row of found.rows) expect(row).toHaveLength(found.columns.length);
  return found;
}

const column = ({ columns, rows }: SideTable, head: string) => rows.map((row) => row[columns.indexOf(head)]);
const numbers = (table: SideTable, head: string) => column(table, head).map((text) => Number(text?.replace('−', '-')));

test('FFD lets no more hosts sleep than the memory of the others allows', { timeout: 120_000 }, async () => {
  const table = await tableOf('ffd');
  expect(column(table, 'memory of a host')).toEqual(['unlimited', '64 GB', '32 GB', '24 GB', '16 GB']);
  // 64 VMs of 4 GB; before the first packing at 150 s, nobody sleeps
  const mostPercent = [64, 16, 8, 6, 4].map((held) => 100 * (1 - Math.ceil(64 / held) / 16) * (1 - 150 / HOUR_S));
  for (const [i, slept] of numbers(table, 'slept time, %').entries())
    expect(slept).toBeLessThanOrEqual((mostPercent[i] as number) + 0.005);
  const saved = numbers(table, 'saved energy, %');
  expect(saved).toEqual(saved.toSorted((a, b) => b - a));
  const lost = numbers(table, 'saved energy against no limit, points');
  for (const [i, points] of lost.entries()) expect(points).toBeCloseTo((saved[i] as number) - (saved[0] as number), 1);
  // four VMs fill a host of 16 GB
  expect([numbers(table, 'migrations').at(-1), saved.at(-1)]).toEqual([0, 0]);
});

test('MiyakoDori gains where FFD moves VMs, and nothing where it cannot', { timeout: 120_000 }, async () => {
  const gains = numbers(await tableOf('ffd-miyakodori'), 'saved energy against pre-copy, points');
  expect(gains.map(Math.sign)).toEqual([1, 1, 1, 1, 0]);
});

test('16 VMs on 4 hosts: no more hosts sleep than the memory of the others allows', { timeout: 120_000 }, async () => {
  const table = await tableOf('page-cache');
  const slept = numbers(table, 'slept time, %');
  // two of four hosts with 32 GB, one with 24 GB; each row with pre-copy and with teleportation
  for (const [i, most] of [50, 50, 25, 25, 0, 0].entries()) expect(slept[2 + i]).toBeLessThanOrEqual(most);
  expect(slept[0]).toBeGreaterThan(slept[4] as number);
  expect(numbers(table, 'migrations').slice(-2)).toEqual([0, 0]);
});

test('warehouse-highpower knows no limit of 32 GB as long as the warehouse holds all VMs', {
  timeout: 120_000,
}, async () => {
  const table = await tableOf('whp');
  const rows = table.rows.filter(([, choice]) => choice === 'most-dense').map(([, , ...figures]) => figures);
  const [unlimited, ample, tight, half] = rows as [string[], string[], string[], string[]];
  expect(ample.slice(0, -1)).toEqual(unlimited.slice(0, -1));
  expect(ample.at(-1)).toBe('0.00');
  const saved = ([, , saved]: readonly string[]) => Number(saved);
  expect(saved(tight)).toBeLessThan(saved(unlimited));
  expect(saved(half)).toBeLessThan(saved(unlimited));
});
