import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { loadExperiment } from '../../src/experiment/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'wattshift-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

const host = (name: string) =>
  `<host id="${name}" speed="1Gf" core="4"><prop id="wattage_per_state" value="1:2"/><prop id="wattage_off" value="0"/></host>`;
const platform = (...hosts: string[]) => `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="z" routing="Full">${hosts.map(host).join('')}
<link id="l" bandwidth="1Gbps" latency="0"/><route src="a" dst="b"><link_ctn id="l"/></route></zone></platform>`;
writeFileSync(join(folder, 'two.xml'), platform('a', 'b'));
writeFileSync(join(folder, 'other.xml'), platform('b', 'a'));
writeFileSync(join(folder, 'loads.csv'), 'time,vm,load\n0,vm-0,0.5\n');

const BASE = `version: 1
name: example
platform: two.xml
duration: 24 h
seeds: 3
vms: { count: 4, vcpus: 2, memory: 4 GB }
workload: webserver
policy: { kind: ffd, period: 60 s }
`;

let files = 0;
function load(text: string, extension = 'yaml'): Promise<Experiment> {
  const path = join(folder, `${files++}.${extension}`);
  writeFileSync(path, text);
  return loadExperiment(path);
}

async function problemsOf(text: string): Promise<readonly string[]> {
  const error = await load(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error('no problem was found');
  return error.problems.map(({ line, column, what }) => `${line}:${column}: ${what}`);
}

describe('an experiment file', () => {
  test('becomes one scenario, in SI, with what it leaves out filled in', async () => {
    const { name, seeds, cells, plugins } = await load(BASE);
    expect({ name, seeds, plugins }).toEqual({ name: 'example', seeds: [0, 1, 2], plugins: [] });
    expect(cells).toHaveLength(1);
    const [cell] = cells;
    expect(cell).toMatchObject({
      id: '-',
      axes: {},
      scenario: {
        durationS: 24 * 3600,
        vms: [{ count: 4, vcpus: 2, memoryBytes: 4e9 }],
        placement: 'fill',
        policy: { kind: 'ffd', parameters: { period: 60, offset: 150 } },
        workload: { kind: 'webserver' },
        mechanism: {
          kind: 'pre-copy',
          parameters: { setupTime: 2.5, maxDowntime: 0.03, maxRounds: 30, bandwidth: Number.POSITIVE_INFINITY },
        },
        migrationEnergy: { kind: 'linear', parameters: { alpha: 0.512, beta: 20.512 } },
        simgrid: {},
      },
    });
    expect(cell?.scenario.platform).toMatchObject({
      path: join(folder, 'two.xml'),
      xml: platform('a', 'b'),
      profiles: {},
    });
  });

  test('may be JSON', async () => {
    const json = JSON.stringify(
      {
        version: 1,
        name: 'example',
        platform: 'two.xml',
        duration: 3600,
        seeds: [7, 5],
        vms: { count: 1, memory: '1 GiB' },
        workload: { kind: 'constant', load: 0.1 },
        policy: 'none',
        simgrid: { 'network/model': 'CM02', 'network/TCP-gamma': 4194304, 'network/crosstraffic': false },
      },
      null,
      '\t',
    );
    const { seeds, cells } = await load(json, 'json');
    expect(seeds).toEqual([7, 5]);
    expect(cells[0]?.scenario).toMatchObject({
      vms: [{ count: 1, vcpus: 1, memoryBytes: 2 ** 30 }],
      simgrid: { 'network/model': 'CM02', 'network/TCP-gamma': '4194304', 'network/crosstraffic': 'false' },
    });
  });

  test('may repeat parts by reference', async () => {
    const { cells } = await load(
      `${BASE}sweep:\n  duration: &two [1 h, 2 h]\n  vms.count: [1, 2]\n  policy.period: *two\n`,
    );
    expect(cells).toHaveLength(2 * 2 * 2);
  });

  test('may have groups of VMs, and hosts for them', async () => {
    const groups = '[{ count: 1, memory: 1 GB }, { count: 2, vcpus: 2, memory: 2 GB }]';
    const listed = await load(BASE.replace(/vms: .*/, `vms: ${groups}`));
    const placed = await load(BASE.replace(/vms: .*/, `vms: { groups: ${groups}, placement: [b, b, a] }`));
    const vms = [
      { count: 1, vcpus: 1, memoryBytes: 1e9 },
      { count: 2, vcpus: 2, memoryBytes: 2e9 },
    ];
    expect(listed.cells[0]?.scenario).toMatchObject({ vms, placement: 'fill' });
    expect(placed.cells[0]?.scenario).toMatchObject({ vms, placement: ['b', 'b', 'a'] });
  });
});

describe('a sweep', () => {
  test('makes every combination a cell', async () => {
    const sweep = 'sweep:\n  policy: [none, { kind: ffd }]\n  vms.vcpus: [1, 2]\n  platform: [two.xml, other.xml]\n';
    const { cells } = await load(BASE + sweep);
    expect(cells.map(({ id }) => id)).toEqual([
      'policy=none,vms.vcpus=1,platform=two',
      'policy=none,vms.vcpus=1,platform=other',
      'policy=none,vms.vcpus=2,platform=two',
      'policy=none,vms.vcpus=2,platform=other',
      'policy=ffd,vms.vcpus=1,platform=two',
      'policy=ffd,vms.vcpus=1,platform=other',
      'policy=ffd,vms.vcpus=2,platform=two',
      'policy=ffd,vms.vcpus=2,platform=other',
    ]);
    expect(cells[6]?.axes).toEqual({ policy: { kind: 'ffd' }, 'vms.vcpus': 2, platform: 'two.xml' });
    expect(cells[6]?.scenario).toMatchObject({
      policy: { kind: 'ffd', parameters: { period: 300 } },
      vms: [{ vcpus: 2 }],
    });
    expect(cells[7]?.scenario.platform.xml).toBe(platform('b', 'a'));
  });

  test('may reach into kinds that the file leaves out or swaps', async () => {
    const { cells } = await load(
      `${BASE}sweep:\n  mechanism.maxRounds: [3, 4]\n  policy.offset: [1 s, 2 s]\n  policy: [ffd]\n`,
    );
    expect(
      cells.map(({ scenario: { mechanism, policy } }) => [mechanism.parameters.maxRounds, policy.parameters.offset]),
    ).toEqual([
      [3, 1],
      [3, 2],
      [4, 1],
      [4, 2],
    ]);
  });

  test('may be the only place of a key', async () => {
    const { cells } = await load(BASE.replace(/policy: .*\n/, 'sweep: { policy: [none, ffd] }\n'));
    expect(cells.map(({ scenario }) => scenario.policy.kind)).toEqual(['none', 'ffd']);
  });

  test('reads the files of a kind once for all cells', async () => {
    const { cells } = await load(
      `${BASE.replace('workload: webserver', 'workload: { kind: trace, file: loads.csv }')}sweep: { duration: [1 h, 2 h] }\n`,
    );
    expect(cells[0]?.scenario.workload).toBe(cells[1]?.scenario.workload);
    expect(cells[0]?.scenario.platform).toBe(cells[1]?.scenario.platform);
  });
});

describe('problems', () => {
  test('are reported all at once, in the order of the file', async () => {
    const text = `version: 1
name: many
platform: nowhere.xml
duration: -1 h
seeds: 0
vms: { count: 4, vcpu: 2, memory: 4 XB }
workload: webserfer
colour: red
`;
    expect(await problemsOf(text)).toEqual([
      "1:1: 'policy' is missing",
      expect.stringMatching(/^3:11: platform .*nowhere\.xml: there is no such file$/),
      '4:11: duration: must be at least 0.001 s',
      '5:8: seeds: at least one seed is needed',
      "6:18: unknown key 'vcpu' in vms",
      "6:35: vms.memory: unknown unit 'XB' in '4 XB': use B, kB, KB, MB, GB, TB",
      "7:11: workload: unknown kind 'webserfer'",
      "8:1: unknown key 'colour'",
    ]);
  });

  test('that all cells share are reported once, those of one value where it stands', async () => {
    const text = `${BASE.replace('24 h', '24 hrs')}sweep:\n  policy: [none, ffd]\n  vms.vcpus: [1, 2.5, 3]\n`;
    expect(await problemsOf(text)).toEqual([
      "4:11: duration: unknown unit 'hrs' in '24 hrs': use ms, s, min, h, d",
      '11:18: vms.vcpus: expected a whole number from 1 to 4096',
    ]);
  });
});
