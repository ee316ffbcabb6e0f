import { describe, expect, test } from 'vitest';
import { checkPlatform } from '../../src/platform/check.ts';
import { loadPlatform } from '../../src/platform/load.ts';
import type { PlatformFiles } from '../../src/simulation/scenario.ts';
import { platform } from '../support/experiment-file.ts';

const HEAD = `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
`;
const files = (inside: string, profiles: Record<string, string> = {}): PlatformFiles => ({
  path: 'x.xml',
  hash: '',
  xml: `${HEAD}${inside}</platform>`,
  profiles,
});
const host = (name: string) => `<host id="${name}" speed="1Gf"><prop id="wattage_per_state" value="1:2"/></host>\n`;
const zone = (inside: string, routing = 'Full') => `<zone id="z" routing="${routing}">\n${inside}</zone>\n`;
const LINK = '<link id="l" bandwidth="1Gbps" latency="0"/>\n';

test('a sound platform gives its hosts in order', async () => {
  const { hosts, problems, items } = await checkPlatform(loadPlatform(platform('rack16-10g')));
  expect({ problems, items }).toEqual({ problems: [], items: [] });
  expect(hosts.map(({ name }) => name)).toEqual(Array.from({ length: 16 }, (_, i) => `pm-${i}`));
});

test('ten thousand hosts are checked in seconds', { timeout: 20_000 }, async () => {
  const { hosts, problems } = await checkPlatform(loadPlatform(platform('star-10000')));
  expect(problems).toEqual([]);
  expect(hosts).toHaveLength(10_000);
});

describe('routes', () => {
  test('may be missing one way', async () => {
    const route = '<route src="a" dst="b" symmetrical="NO"><link_ctn id="l"/></route>\n';
    const { problems } = await checkPlatform(files(zone(host('a') + host('b') + LINK + route)));
    expect(problems).toMatchObject([{ line: 6, column: 1, what: "there is no route from 'b' to 'a'" }]);
  });

  test.each(['Floyd', 'Dijkstra', 'None', 'Full'])('may be missing under %s', async (routing) => {
    const { problems } = await checkPlatform(files(zone(host('a') + host('b'), routing)));
    expect(problems[0]).toMatchObject({
      file: 'x.xml',
      line: 5,
      column: 1,
      what: expect.stringContaining("there is no route from 'a' to 'b'"),
    });
  });

  test('of many hosts are tried, not all pairs', async () => {
    const hosts = Array.from({ length: 100 }, (_, i) => `h${i}`);
    const routes = hosts.slice(1).map((name) => `<route src="h0" dst="${name}"><link_ctn id="l"/></route>\n`);
    const { problems } = await checkPlatform(files(zone(hosts.map(host).join('') + LINK + routes.join(''), 'Floyd')));
    expect(problems).toEqual([]);
    const broken = await checkPlatform(files(zone(hosts.map(host).join('') + LINK + routes.slice(1).join(''))));
    expect(broken.problems.length).toBeGreaterThan(0);
  });
});

describe('what SimGrid refuses', () => {
  test('has its line where SimGrid tells it', async () => {
    const { hosts, problems } = await checkPlatform(files(zone(`  <host id="a" speed="1Gx"/>\n`)));
    expect(hosts).toEqual([]);
    expect(problems).toMatchObject([{ file: 'x.xml', line: 5, column: 3, what: 'SimGrid: unknown unit: Gx' }]);
  });

  test('is told in one line where it stops with an assertion', async () => {
    const { problems } = await checkPlatform(files(zone(`<host id="a" speed="1Gf" core="0"/>`)));
    expect(problems).toMatchObject([{ line: 0, what: 'SimGrid: Host a must have at least one core, not 0.' }]);
  });
});

describe('configuration items', () => {
  test('are judged one by one', async () => {
    const { items, problems } = await checkPlatform(files(zone(host('a'))), {
      'network/modle': 'CM02',
      'network/model': 'CM03',
      'network/crosstraffic': 'perhaps',
      'network/TCP-gamma': '1000000',
    });
    expect(problems).toEqual([]);
    expect(items.map(({ item, what }) => [item, what])).toEqual([
      ['network/modle', "SimGrid has no configuration item 'network/modle'"],
      ['network/model', 'SimGrid refuses network/model: CM03'],
      ['network/crosstraffic', 'SimGrid refuses network/crosstraffic: perhaps'],
    ]);
    expect(items[0]?.hint).toBe("did you mean 'network/model'?");
  });

  test('of the platform itself are judged as well', async () => {
    const { problems } = await checkPlatform(
      files(`<config><prop id="cpu/modell" value="Cas01"/></config>${zone(host('a'))}`),
    );
    expect(problems).toMatchObject([
      {
        line: 4,
        column: 19,
        what: "SimGrid has no configuration item 'cpu/modell'",
        hint: "did you mean 'cpu/model'?",
      },
    ]);
  });
});
