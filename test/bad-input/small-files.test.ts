/** Small files that would eat time or memory: refused within moments. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nearest } from '../../src/base/input/did-you-mean.ts';
import { readText } from '../../src/base/input/read-text.ts';
import { parseQuantity } from '../../src/base/units.ts';
import { validateFile } from '../../src/experiment/validate.ts';
import { profileEvents, profileFaults } from '../../src/platform/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'wattshift-small-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Twenty times what it takes: a quadratic reader takes a thousand times as long. */
const MOMENTS = 10_000;

const HEAD = `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="z" routing="Full">
`;

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const experiment = (more: string) =>
  write(
    'x.yaml',
    `version: 1\nname: x\nplatform: x.xml\nduration: 1 h\nvms: { count: 1, memory: 1 GB }\nworkload: constant\npolicy: none\n${more}\n`,
  );

const said = async (path: string) => (await validateFile(path)).problems.map(({ what }) => what);

describe('quantities of 200,000 characters', () => {
  const LONG = 200_000;
  test.each([
    ['digits', '1'.repeat(LONG)],
    ['digits and a letter', `${'1'.repeat(LONG)}!`],
    ['blanks', `1${' '.repeat(LONG)}!`],
    ['blanks before', `${' '.repeat(LONG)}!`],
  ])('%s', { timeout: MOMENTS }, (_, text) => {
    expect(parseQuantity(text, 'time')).toEqual({
      error: expect.stringMatching(/characters are too long .* at most 100/),
    });
    const host = `<host id="a" speed="${text}"><prop id="wattage_per_state" value="1:${text}"/></host>`;
    return said(write('long.xml', `${HEAD}${host}</zone></platform>`)).then((problems) => {
      expect(problems).toContainEqual(expect.stringContaining('is no wattage'));
      expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(2 * LONG + 200);
      expect(profileFaults(`0 ${text}\n`).length).toBeGreaterThan(0);
    });
  });
});

test('two nearly equal names of 40,000 characters are not compared', { timeout: MOMENTS }, async () => {
  const name = 'a'.repeat(40_000);
  expect(nearest(`${name}b`, [name])).toBeUndefined();
  const problems = await said(experiment(`seeds: 1\n? ${name}\n: 1`));
  expect(problems).toContainEqual(expect.stringMatching(/^unknown key 'a{57}\.\.\.'$/));
});

test('forty clusters of a million hosts are counted, not made', { timeout: MOMENTS }, async () => {
  const clusters = Array.from(
    { length: 40 },
    (_, i) => `<cluster id="c${i}" prefix="c${i}-" suffix="" radical="0-99998" speed="1Gf" bw="1Gbps" lat="0"/>`,
  );
  const problems = await said(write('clusters.xml', `${HEAD}${clusters.join('\n')}</zone></platform>`));
  expect(problems.filter((what) => what.startsWith('more than'))).toEqual(['more than 100000 hosts']);
});

test('ten thousand axes of one value each', { timeout: MOMENTS }, async () => {
  const axes = Array.from({ length: 10_000 }, (_, i) => `  simgrid.item${i}: [1]`);
  expect(await said(experiment(`seeds: 1\nsweep:\n${axes.join('\n')}`))).toEqual(['the sweep has 10000 axes']);
});

test('a sweep path of a million steps', { timeout: MOMENTS }, async () => {
  expect(await said(experiment(`seeds: 1\nsweep:\n  ? vms${'.a'.repeat(500_000)}\n  : [1]`))).toEqual([
    'a sweep path of 1000003 characters',
  ]);
});

test('a thousand configuration items, for each of which SimGrid would be started', async () => {
  const items = Array.from({ length: 1000 }, (_, i) => `item${i}: 1`);
  expect(await said(experiment(`seeds: 1\nsimgrid: { ${items.join(', ')} }`))).toContain(
    'simgrid: more than 100 items',
  );
});

describe('events of a profile over a day', () => {
  const DAY = 86400;
  test.each([
    ['0 1\n60 0.5\n', 2],
    ['PERIODICITY 3600\n0 1\n60 0.5\n', 2 * 24],
    ['0 1\n60 0.5\nLOOPAFTER 40\n', 2 * 864],
    ['STOCHASTIC LOOP\nDET 10 DET 1\nUNIF 10 20 NORM 1 0.1\nEXP 0.2 DET 0\n', (3 * DAY) / (10 + 15 + 5)],
    ['STOCHASTIC\nDET 10 DET 1\n', 1],
  ])('%j', (text, events) => {
    expect(profileFaults(text)).toEqual([]);
    expect(profileEvents(text, DAY)).toBeCloseTo(events, 6);
  });
});

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  const pipe = join(folder, 'pipe');
  test('a pipe that nobody writes into', { timeout: MOMENTS }, async () => {
    execFileSync('mkfifo', [pipe]);
    for (const role of ['platform', 'trace', 'profile', 'baseline', 'result'] as const)
      expect(() => readText(pipe, role)).toThrow(`${pipe}: is a pipe, not a file`);
    expect(await said(pipe)).toEqual(['the file is empty']);
    expect(await said('/dev/zero')).toEqual(['is a device, not a file']);
  });

  test('an experiment that comes through a pipe is read', async () => {
    const script = `cat ${join(import.meta.dirname, 'corpus', 'nothing.yaml')} | (sleep 0.3; cat; echo 'version: 7')`;
    const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
    const run = () =>
      execFileSync('bash', ['-c', `${process.execPath} ${cli} validate <(${script})`], { stdio: 'pipe' });
    expect(run).toThrow(/1:10: version: this version of wattshift reads version 1/);
  });
});
