import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadExperiment, runScenario } from 'wattshift';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { chooseItems } from '../src/choose.ts';
import { experimentFile } from '../src/laboratory.ts';
import type { Report } from '../src/report.ts';
import { reproduce } from '../src/reproduce.ts';
import { writeReport } from '../src/write.ts';

const NAMES = ['migration-time', 'migrate-back', 'cache-drop'] as const;
const out = mkdtempSync(join(tmpdir(), 'wattshift-reproduce-'));
let report: Report;

beforeAll(async () => {
  const outcome = await reproduce(NAMES, { out, seeds: 2 });
  expect(outcome.failures).toEqual([]);
  report = outcome.report as Report;
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

test('every claim of an item has its row', () => {
  expect(report.items.map(({ name }) => name)).toEqual(NAMES);
  for (const { name, rows } of report.items) {
    const [item] = chooseItems([name]);
    expect(rows.map(({ key }) => key)).toEqual(Object.keys(item?.printed ?? {}));
  }
});

test('experiments in which nothing is drawn run with one seed', () => {
  // 4 working sets x 3 dirty rates x 4 times; 2 mechanisms x 7 working sets x 3 times; 4 kinds x 7 seeks
  expect(report.runs).toBe(48 + 42 + 28);
  expect(report.seeds).toBe(1);
});

test('what is arithmetic in the document comes out as printed', () => {
  const rows = report.items.flatMap((item) =>
    item.rows.map((row) => [`${item.name} ${row.key}`, row.verdict] as const),
  );
  const verdicts = Object.fromEntries(rows);
  for (const key of ['penalty', 'per-drop', 'two', 'total', 'share'])
    expect(verdicts[`cache-drop ${key}`]).toBe('same');
});

test('a migration back takes what is written divided by the bandwidth, and little more', async () => {
  const points = report.items.find(({ name }) => name === 'migration-time')?.tables[0]?.rows ?? [];
  expect(points).toHaveLength(48);
  for (const [w, d, t, , simulated] of points.map((row) => row.map(Number))) {
    const closedForm = Math.min((d as number) * (t as number), w as number) / (0.97 * 125);
    expect(simulated).toBeGreaterThanOrEqual(closedForm - 0.01);
    // what is written meanwhile: in 2.5 s of setup, and while bytes go over a network of 121 MB/s, round by round
    const setup = (2.5 * (d as number)) / (0.97 * 125);
    expect(simulated).toBeLessThan((closedForm + setup) * (1 + 8 / 100) + 0.05);
  }
});

test('the document has a table per item and its pictures beside it, and the same report gives the same bytes', async () => {
  const file = join(temporaryFolder(), 'reproduction.md');
  const written = await writeReport(report, file);
  const before = written.map((path) => readFileSync(path, 'utf8'));
  await writeReport(report, file);
  expect(written.map((path) => readFileSync(path, 'utf8'))).toEqual(before);

  const text = before[0] as string;
  for (const { title, name } of report.items) {
    expect(text).toContain(`## ${title}\n\n`);
    expect(text).toContain(`wattshift reproduce ${name}`);
  }
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path as string);
  expect(pictures).toHaveLength(2);
  for (const path of pictures) expect(existsSync(join(dirname(file), path))).toBe(true);
  for (const svg of before.slice(1)) expect(svg).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  const anchors = report.items.map(({ title }) => title.toLowerCase().replaceAll(' ', '-'));
  expect(links).toEqual(anchors);
});

test('every table of the document has as many cells in each row', async () => {
  const file = join(temporaryFolder(), 'r.md');
  await writeReport(report, file);
  const blocks = readFileSync(file, 'utf8')
    .split('\n\n')
    .filter((block) => block.startsWith('|'));
  expect(blocks.length).toBeGreaterThanOrEqual(2 + report.items.length);
  for (const block of blocks) {
    const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
    expect(new Set(widths).size).toBe(1);
  }
});

test('warehouse-highpower with 128 VMs reaches the printed overheads', { timeout: 120_000 }, async () => {
  const { cells } = await loadExperiment(experimentFile('whp'));
  const overhead = async (choice: string) => {
    const scenario = cells.find(({ id }) => id.includes(`=${choice},`) && id.includes('count=128,'))?.scenario;
    if (!scenario) throw new Error(`whp.yaml has no cell for ${choice}`);
    let sum = 0;
    for (let seed = 0; seed < 5; seed++) sum += (await runScenario(scenario, seed)).metrics.energyOverhead;
    return (100 * sum) / 5;
  };
  // Akiyama 2014, section 5.6.2, percent; within 0.4 points
  for (const [choice, printed] of [
    ['most-dense', 5.79],
    ['random', 4.14],
    ['least-dense', 4.07],
  ] as const) {
    expect(Math.abs((await overhead(choice)) - printed), choice).toBeLessThan(0.4);
  }
});
