/** Generated platforms: taken by the linter without a word, and by SimGrid with the capacities that were asked for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { validateFile } from '../../src/experiment/validate.ts';
import { checkPlatform } from '../../src/platform/check.ts';
import { generatePlatform, type PlatformOptions } from '../../src/platform/generate.ts';
import { lintPlatform } from '../../src/platform/lint.ts';
import { OPTIONS } from '../../src/platform/options.ts';
import { PLATFORM_TABLE } from '../../src/platform/shape.ts';
import { openKernel } from '../../src/simulation/kernel/index.ts';
import { temporaryFolder } from '../support/temporary.ts';

const filesOf = (xml: string) => ({ path: 'generated.xml', hash: '', xml, profiles: {} });

const SHAPES: Readonly<Record<string, PlatformOptions>> = {
  'one host': { racks: 1, hosts: 1 },
  'one rack': { racks: 1, hosts: 16 },
  'one rack with storage': { racks: 1, hosts: 4, storage: '10 Gbps' },
  'forty racks': { racks: 40, hosts: 16, nic: '25Gbps', oversubscription: 3, watts: '90:210', ram: '256GiB' },
  'all options': {
    racks: 3,
    hosts: 5,
    nic: '400 Mbps',
    oversubscription: 7,
    latency: '2 ms',
    cores: 64,
    speed: '2.5 Gf',
    ram: 'unlimited',
    watts: '90:95.5:210',
    off: 0.5,
    storage: '100 Gbps',
    name: 'north-1',
  },
};

describe.each(Object.entries(SHAPES))('%s', (_, options) => {
  it('passes the linter and SimGrid', async () => {
    const files = filesOf(generatePlatform(options));
    expect(lintPlatform(files)).toEqual({ problems: [], warnings: [] });
    const { hosts, problems } = await checkPlatform(files);
    expect(problems).toEqual([]);
    const total = Number(options.racks) * Number(options.hosts);
    expect(hosts.filter(({ role }) => role !== 'storage').map(({ name }) => name)).toEqual(
      Array.from({ length: total }, (_, i) => `pm-${i}`),
    );
    expect(hosts.some(({ name, role }) => name === 'san' && role === 'storage')).toBe(options.storage !== undefined);
  });

  it('is the same text each time', () => expect(generatePlatform(options)).toBe(generatePlatform(options)));
});

it('SimGrid sees the capacities that were asked for', async () => {
  using kernel = await openKernel(filesOf(generatePlatform(SHAPES['all options'] as PlatformOptions)));
  const { simgrid, hosts } = kernel;
  const links = (from: string, to: string) => {
    const indexOf = (name: string) => hosts.findIndex((host) => host.name === name);
    const route = simgrid.route(indexOf(from), indexOf(to));
    return route.links.map((link) => ({ name: simgrid.linkName(link), ...simgrid.linkCapacity(link) }));
  };
  const nic = 400e6 / 8;
  expect(links('pm-0', 'pm-4').map(({ bandwidth }) => bandwidth)).toEqual([nic, nic]);
  const between = links('pm-0', 'pm-14');
  expect(between.map(({ name }) => name)).toEqual([
    'rack-0_link_0_UP',
    'rack-0-uplink_UP',
    'rack-2-uplink_DOWN',
    'rack-2_link_14_DOWN',
  ]);
  expect(between.map(({ latencyS }) => latencyS)).toEqual([0.002, 0.002, 0.002, 0.002]);
  expect(between[1]?.bandwidth).toBeCloseTo((5 * nic) / 7, 6);
  expect(links('san', 'pm-7')[0]).toMatchObject({ name: 'storage-uplink_UP', bandwidth: 100e9 / 8 });
  expect(hosts[0]).toMatchObject({ cores: 64, speed: 2.5e9, idleW: 90, minW: 95.5, maxW: 210, offW: 0.5 });
  expect(hosts[0]?.ram).toBeUndefined();
});

it('all that is wrong is told at once', () => {
  const wrong = { racks: 0, nic: '1 kbps', watts: '210:90', latency: 'soon', rows: 3 } as PlatformOptions;
  try {
    generatePlatform(wrong);
    expect.unreachable();
  } catch (error) {
    const { problems } = error as InputError;
    expect(error).toBeInstanceOf(InputError);
    expect(problems.map(({ file }) => file).sort()).toEqual(['hosts', 'latency', 'nic', 'racks', 'rows', 'watts']);
  }
  expect(() => generatePlatform({ racks: 500, hosts: 1000 })).toThrow('at most 100000');
});

it('the command and the file know the same options, with the same defaults', () => {
  const told = Object.entries(PLATFORM_TABLE).map(([name, parameter]) => [name, parameter.default]);
  expect(told).toEqual(
    Object.entries(OPTIONS).map(([name, option]) => [name, 'default' in option ? option.default : undefined]),
  );
});

function experimentFile(text: string): string {
  const file = join(temporaryFolder(), 'racks.yaml');
  writeFileSync(file, text);
  return file;
}

describe('in an experiment', () => {
  const text = (platform: string, sweep: string) => `version: 1
name: racks
duration: 1 h
seeds: 1
platform: ${platform}
vms: { count: 4, memory: 1 GB }
workload: { kind: constant, load: 0.5 }
policy: { kind: none }
sweep: ${sweep}
`;

  it('a sweep varies its numbers', async () => {
    const file = experimentFile(
      text('{ racks: 2, hosts: 4 }', '{ platform.racks: [2, 3], platform.ram: [8 GB, 16 GB] }'),
    );
    const { cells } = await loadExperiment(file);
    expect(cells.map(({ axes }) => axes)).toEqual([
      { 'platform.racks': 2, 'platform.ram': '8 GB' },
      { 'platform.racks': 2, 'platform.ram': '16 GB' },
      { 'platform.racks': 3, 'platform.ram': '8 GB' },
      { 'platform.racks': 3, 'platform.ram': '16 GB' },
    ]);
    expect(cells[3]?.scenario.platform.xml).toBe(generatePlatform({ racks: 3, hosts: 4, ram: '16 GB' }));
    expect(new Set(cells.map(({ scenario }) => scenario.platform.hash)).size).toBe(4);
  });

  it('problems are told where they are written', async () => {
    const file = experimentFile(
      text('{ racks: 2, host: 4 }', '{ platform.racks: [2, none], platform.nic: [10 Gxps] }'),
    );
    const { problems } = await validateFile(file);
    const places = problems.map(({ line, column, what }) => `${line}:${column} ${what.split(':')[0]}`);
    expect(places).toEqual([
      "5:11 'platform.hosts' is missing",
      "5:23 unknown key 'host' in platform",
      '9:30 platform.racks',
      '9:52 platform.nic',
    ]);
  });
});
