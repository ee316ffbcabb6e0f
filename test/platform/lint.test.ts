import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintPlatform } from '../../src/platform/lint.ts';

const shipped = join(import.meta.dirname, '..', '..', 'platforms');

const HEAD = `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="z" routing="Full">`;
const lint = (inside: string, profiles: Record<string, string> = {}) =>
  lintPlatform({ path: 'x.xml', hash: '', xml: `${HEAD}\n${inside}\n</zone></platform>`, profiles });
const prop = (id: string, value: string) => `<prop id="${id}" value="${value}"/>`;
const POWER = prop('wattage_per_state', '100:200') + prop('wattage_off', '10');

test.each(readdirSync(shipped).filter((name) => name.endsWith('.xml')))(
  'platforms/%s has neither problems nor warnings',
  (name) => {
    const xml = readFileSync(join(shipped, name), 'utf8');
    expect(lintPlatform({ path: name, hash: '', xml, profiles: {} })).toEqual({ problems: [], warnings: [] });
  },
);

describe('a warning, not a problem, is', () => {
  const host = (properties: string, attributes = 'speed="1Gf"') => `<host id="pm" ${attributes}>${properties}</host>`;
  test.each([
    ['a host that draws nothing asleep', host(prop('wattage_per_state', '1:2')), 'has no wattage_off'],
    [
      'a host that draws more asleep than idle',
      host(prop('wattage_per_state', '1:2') + prop('wattage_off', '3')),
      'more power asleep (3 W) than idle (1 W)',
    ],
    [
      'a host that draws less when busy',
      host(prop('wattage_per_state', '3:2') + prop('wattage_off', '0')),
      'less power with all cores busy',
    ],
    [
      'a host that draws less with a little load',
      host(prop('wattage_per_state', '3:2:4') + prop('wattage_off', '0')),
      'less power with next to no load',
    ],
    [
      'a property that nothing reads',
      host(POWER + prop('watage_off', '3')),
      "nothing reads the property 'watage_off' of <host>",
    ],
    [
      'a curve property that is misspelt',
      host(POWER + prop('wattage_curv', '1 2')),
      "nothing reads the property 'wattage_curv' of <host>",
    ],
    [
      'a sleeping time that is misspelt',
      host(POWER + prop('sleeptime', '10 s')),
      "nothing reads the property 'sleeptime' of <host>",
    ],
    [
      'a curve that falls',
      host(prop('wattage_curve', '100 150 140 200') + prop('wattage_off', '10')),
      'wattage_curve: it falls from 150 W to 140 W with more load',
    ],
    [
      'a curve that draws less idle than asleep',
      host(prop('wattage_curve', '100 200') + prop('wattage_off', '101')),
      'more power asleep (101 W) than idle (100 W)',
    ],
    [
      'a curve of nothing',
      host(prop('wattage_curve', '0 0') + prop('wattage_off', '0')),
      'wattage_curve: 0 W at full load',
    ],
    [
      'power of a transition that takes no time',
      host(POWER + prop('wake_power', '200 W')),
      'wake_power counts for nothing: it takes no time',
    ],
    ['a speed without a unit', host(POWER, 'speed="1e9"'), 'speed: 1e9 without a unit counts as 1e9f'],
  ])('%s', (_, inside, what) => {
    const { problems, warnings } = lint(inside);
    expect(problems).toEqual([]);
    expect(warnings.map((warning) => warning.what)).toEqual([expect.stringContaining(what)]);
    expect(warnings[0]).toMatchObject({ file: 'x.xml', line: 4 });
  });
});

describe('no fault is', () => {
  test.each([
    [
      'several pstates',
      `<host id="a" speed="2Gf, 1Gf,0f" pstate="2">${prop('wattage_per_state', '95:120:200,93:110:170,120:120')}${prop('wattage_off', '10')}</host>`,
    ],
    [
      'a cluster',
      `<cluster id="c" prefix="pm-" suffix="" radical="0-3,7" speed="1Gf" bw="1Gbps" lat="1us" bb_bw="10Gbps">${POWER}</cluster>`,
    ],
    [
      'a measured curve, with transitions',
      `<host id="a" speed="1Gf">${prop('wattage_curve', '0:86, 0.5:102; 1:117')}${prop('wattage_off', '10')}${prop('sleep_time', '10 s')}${prop('sleep_power', '150 W')}${prop('wake_time', '86400')}${prop('wake_power', '0.22 kW')}</host>`,
    ],
    [
      'a storage network',
      `<host id="a" speed="1Gf">${POWER}</host><link id="l" bandwidth="1GBps" latency="0">${prop('network', 'storage')}</link>`,
    ],
    [
      'known roles and memory',
      `<host id="a" speed="1Gf">${POWER}${prop('role', 'warehouse')}${prop('ram', '32GiB')}</host>`,
    ],
  ])('%s', (_, inside) => {
    expect(lint(inside)).toEqual({ problems: [], warnings: [] });
  });

  test('the state of a host that is -1 while it is off', () => {
    const inside = `<host id="a" speed="1Gf" state_file="s">${POWER}</host>`;
    expect(lint(inside, { s: '# up, then down\n0 1\n10 -1\n' }).problems).toEqual([]);
    expect(lint(inside.replace('state_file', 'speed_file'), { s: '0 1\n10 -1\n' }).problems).toMatchObject([
      { file: 's', line: 2, column: 4 },
    ]);
  });
});

test('every fault is found at once, in the order of the file', () => {
  const { problems } = lint(
    `<host id="a" speed="1GHz" sped="1"/>\n<host id="a" speed="1Gf">${POWER}</host>\n<link id="l" bandwidth="-1Gbps"/>`,
  );
  expect(problems.map(({ line, column, what }) => `${line}:${column} ${what}`)).toEqual([
    "4:1 <host> 'a' has no wattage_per_state: its energy would be 0",
    "4:21 speed: SimGrid does not know the unit 'GHz'",
    "4:27 unknown attribute 'sped' of <host>",
    "5:11 host or router 'a' is there twice",
    "6:1 <link> 'l' has no latency",
    '6:25 bandwidth: -1Gbps is negative',
  ]);
});
