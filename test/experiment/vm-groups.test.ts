/** Groups of VMs with workloads of their own: read, checked, swept and run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { experimentJsonSchema } from '../../src/experiment/json-schema.ts';
import { loadExperiment, readExperiment } from '../../src/experiment/load.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const WEB = { name: 'web', count: 2, memory: '2 GB', workload: { kind: 'constant', load: 0.25 } };
const BATCH = { name: 'batch', count: 3, vcpus: 2, memory: '2 GB', workload: 'tpc-c' };
const { workload: _, ...WITHOUT } = SMALL;

const file = (more: object, folder = temporaryFolder()) => writeExperiment(folder, { ...WITHOUT, ...more });
const messages = async (more: object, folder?: string) =>
  (await readExperiment(file(more, folder))).problems.map(({ what }) => what);

describe('a group of VMs', () => {
  test('has a name and a workload of its own; then none is needed for all', async () => {
    const [cell] = (await loadExperiment(file({ vms: [WEB, BATCH] }))).cells;
    expect(cell?.scenario.workload).toBeUndefined();
    expect(cell?.scenario.vms).toEqual([
      {
        name: 'web',
        count: 2,
        vcpus: 1,
        memoryBytes: 2e9,
        workload: { kind: 'constant', parameters: expect.objectContaining({ load: 0.25, workingSet: 128e6 }) },
      },
      { name: 'batch', count: 3, vcpus: 2, memoryBytes: 2e9, workload: expect.objectContaining({ kind: 'tpc-c' }) },
    ]);
  });

  test('takes the plain workload where it has none', async () => {
    expect(await messages({ vms: [WEB, { count: 1, memory: '1 GB' }] })).toEqual(["'workload' is missing"]);
    const vms = [WEB, { count: 2, memory: '1 GB' }];
    const scenarios = [
      { vms, workload: { kind: 'constant', load: 0.5 } },
      { vms: [WEB, { ...vms[1], workload: { kind: 'constant', load: 0.5 } }] },
    ].map(async (more) => (await loadExperiment(file(more))).cells[0]?.scenario);
    const [plain, own] = await Promise.all(scenarios);
    expect(plain && (await runScenario(plain, 0)).account).toEqual(own && (await runScenario(own, 0)).account);
  });

  test('is numbered through, and its loads are those of its own workload', async () => {
    const [cell] = (
      await loadExperiment(
        file({ vms: [WEB, { ...WEB, name: 'idle', workload: { kind: 'constant', load: 0 } }], policy: 'none' }),
      )
    ).cells;
    const { account } = await runScenario(cell?.scenario as never, 0);
    expect(account.vms.map(({ vm, dynamicJ }) => [vm, dynamicJ > 0])).toEqual([
      ['vm-0', true],
      ['vm-1', true],
      ['vm-2', false],
      ['vm-3', false],
    ]);
  });

  test('may be swept, its workload too', async () => {
    const sweep = { 'vms.groups.0.workload': ['webserver', { kind: 'constant', load: 1 }] };
    const { cells } = await loadExperiment(file({ vms: { groups: [WEB, BATCH] }, sweep }));
    expect(cells.map(({ scenario }) => scenario.vms[0]?.workload?.kind)).toEqual(['webserver', 'constant']);
    expect(cells.map(({ scenario }) => scenario.vms[1]?.workload?.kind)).toEqual(['tpc-c', 'tpc-c']);
  });

  test('has every problem told where it stands', async () => {
    const folder = temporaryFolder();
    const wrong = [
      { ...WEB, workload: { kind: 'constant', lod: 1 } },
      { ...BATCH, workload: 'tpcc', colour: 'red' },
      { ...BATCH, name: 'two words' },
    ];
    expect(await messages({ vms: wrong }, folder)).toEqual([
      "unknown key 'lod' in vms.0.workload 'constant'",
      "vms.1.workload: unknown kind 'tpcc'",
      "unknown key 'colour' in a group of VMs",
      expect.stringContaining('vms.2.name: '),
    ]);
    expect(await messages({ vms: [WEB, { ...BATCH, workload: { kind: 'trace', file: 'none.csv' } }] }, folder)).toEqual(
      [expect.stringContaining('none.csv')],
    );
  });

  test('reads its own trace, and has it held against its own VMs', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'loads.csv'), 'time,vm,load\n0,vm-2,1\n0,vm-0,0.5\n');
    const vms = [WEB, { ...BATCH, workload: { kind: 'trace', file: 'loads.csv' } }];
    const { problems } = await readExperiment(file({ vms }, folder));
    expect(problems.map(({ what }) => what)).toEqual([
      "vms.groups.1.workload 'trace': loads.csv has loads for vm-0, and the experiment has no such VM",
    ]);
    expect(problems[0]?.line).toBeGreaterThan(1);
    writeFileSync(join(folder, 'loads.csv'), 'time,vm,load\n0,vm-2,1\n0,vm-3,0\n0,vm-4,1\n');
    const [cell] = (await loadExperiment(file({ vms, policy: 'none' }, folder))).cells;
    const { account } = await runScenario(cell?.scenario as never, 0);
    expect(account.vms.map(({ dynamicJ }) => dynamicJ > 0)).toEqual([true, true, true, false, true]);
  });

  test('may arrive and leave', async () => {
    const life = {
      count: 'unlimited',
      arrivals: { kind: 'poisson', interval: '5 min' },
      lifetime: { kind: 'work', mean: '1 h', distribution: 'fixed' },
      whenFull: 'refuse',
    };
    const [cell] = (await loadExperiment(file({ vms: { ...WEB, ...life, speed: '2.5 Gf' } }))).cells;
    expect(cell?.scenario.vms[0]).toMatchObject({
      count: Number.POSITIVE_INFINITY,
      speed: 2.5e9,
      arrivals: { kind: 'poisson', parameters: { interval: 300 } },
      lifetime: { kind: 'work', parameters: { mean: 3600, distribution: 'fixed' } },
      whenFull: 'refuse',
    });
    expect(
      (await loadExperiment(file({ vms: { ...WEB, ...life, arrivals: { kind: 'at-times', times: ['1 h', 7200] } } })))
        .cells[0]?.scenario.vms[0]?.arrivals?.parameters,
    ).toEqual({ times: [3600, 7200] });
  });

  test.each([
    [{ ...WEB, count: 'unlimited' }, 'vms.count: there is no end of VMs at t = 0'],
    [{ ...WEB, arrivals: { kind: 'poisson' } }, "'vms.arrivals.interval' is missing"],
    [{ ...WEB, arrivals: { kind: 'poison', interval: 5 } }, "vms.arrivals: unknown kind 'poison'"],
    [{ ...WEB, arrivals: { kind: 'at-times', times: [5, 3] } }, 'vms.arrivals.times.1: 3 s comes after 5 s'],
    [{ ...WEB, lifetime: 'time' }, "'vms.lifetime.mean' is missing"],
    [{ ...WEB, whenFull: 'wait' }, 'vms.whenFull: expected one of queue, refuse'],
    [{ ...WEB, speed: 0 }, 'vms.speed: must be at least 1 flop/s'],
    [
      { ...WEB, vcpus: 5, arrivals: { kind: 'poisson', interval: 5 } },
      'a VM with 5 vCPUs and 2 GB of memory fits on no host, not even on an empty one',
    ],
    [
      { ...WEB, arrivals: { kind: 'poisson', interval: 5 }, placement: ['pm-0'] },
      'vms.placement names hosts, and there are VMs that arrive later',
    ],
  ])('%j is wrong', async (vms, what) => {
    expect(await messages({ vms })).toEqual([what]);
  });

  test('is in the JSON Schema', () => {
    const accepts = new Ajv2020({ allowUnionTypes: true }).compile(experimentJsonSchema());
    expect(accepts({ ...WITHOUT, vms: [WEB, BATCH] })).toBe(true);
    expect(accepts({ ...WITHOUT, vms: { groups: [WEB, BATCH] } })).toBe(true);
    expect(accepts({ ...WITHOUT, vms: [WEB, { count: 1, memory: '1 GB' }] })).toBe(false);
    expect(accepts({ ...WITHOUT, vms: [WEB, { ...BATCH, workload: 'tpcc' }] })).toBe(false);
    const arrivals = { kind: 'poisson', interval: '5 min' };
    expect(accepts({ ...WITHOUT, vms: [{ ...WEB, count: 'unlimited', arrivals, whenFull: 'refuse' }] })).toBe(true);
    expect(accepts({ ...WITHOUT, vms: [{ ...WEB, arrivals: 'poisson' }] })).toBe(false);
  });
});
