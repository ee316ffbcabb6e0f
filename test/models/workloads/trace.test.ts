import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/base/random.ts';
import { loadExperiment, readExperiment } from '../../../src/experiment/load.ts';
import type { Phase } from '../../../src/models/workloads/contract.ts';
import type { LoadTable } from '../../../src/models/workloads/load-table.ts';
import { trace } from '../../../src/models/workloads/trace.ts';
import { scenarioHash } from '../../../src/sweep/run-key.ts';
import { wattshift } from '../../support/command.ts';
import { platform, SMALL, writeExperiment } from '../../support/experiment-file.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const traced = (file: string, more: object = {}) => ({
  ...SMALL,
  duration: '1 h',
  seeds: 1,
  vms: { count: 2, vcpus: 1, memory: '2 GB' },
  policy: 'none',
  workload: { kind: 'trace', file },
  ...more,
});

/** The experiment in a folder with this trace. */
function withTrace(content: string | Uint8Array, more: object = {}): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'loads.csv'), content);
  return writeExperiment(folder, traced('loads.csv', more));
}

async function load(content: string | Uint8Array) {
  const [cell] = (await loadExperiment(withTrace(content))).cells;
  const { workload } = cell?.scenario ?? {};
  return {
    scenario: cell?.scenario,
    parameters: workload?.parameters as { table: LoadTable } & Record<string, unknown>,
  };
}

async function messages(content: string | Uint8Array, more: object = {}) {
  const { problems, warnings } = await readExperiment(withTrace(content, more));
  return { problems: problems.map(({ line, what }) => `${line}: ${what}`), warnings: warnings.map(({ what }) => what) };
}

const DAY = 'time,vm,load\n0,vm-0,0.25\n0,vm-1,0.5\n1800,vm-0,1\n3600,vm-0,0\n3600,vm-1,0\n';

describe('a trace', () => {
  test('becomes the phases of its VMs', async () => {
    const { parameters } = await load('time,vm,load,dirtyRate\n60,vm-1,0.5,2e6\n0,vm-0,0.14,0\n90,vm-1,0.1,0\n');
    const workload = trace.create(parameters as never, { durationS: 3600, vmNames: [] });
    const phasesOf = (name: string) => {
      const phases: Phase[] = [];
      const source = workload.phases({ index: 0, name, vcpus: 1 }, randomStream(0, 'x'));
      for (let next = source.next(); !next.done; next = source.next()) phases.push({ ...next.value });
      return phases;
    };
    const endless = Number.POSITIVE_INFINITY;
    expect(phasesOf('vm-0')).toEqual([{ durationS: endless, load: 0.14, dirtyRate: 0 }]);
    expect(phasesOf('vm-1')).toEqual([
      { durationS: 60, load: 0, dirtyRate: 0 },
      { durationS: 30, load: 0.5, dirtyRate: 2e6 },
      { durationS: endless, load: 0.1, dirtyRate: 0 },
    ]);
    expect(phasesOf('vm-2')).toEqual([]);
  });

  test('takes eight bytes for a sample', async () => {
    const { table } = (await load(DAY)).parameters;
    expect(table.timesS.numbers.BYTES_PER_ELEMENT + table.loads.numbers.BYTES_PER_ELEMENT).toBe(8);
  });

  test('is the same however it is written', async () => {
    const rows = DAY.trim().split('\n').slice(1);
    const cells = rows.map((row) => row.split(','));
    const parquet = parquetWriteBuffer({
      columnData: [
        { name: 'time', data: cells.map(([time]) => Number(time)) },
        { name: 'vm', data: cells.map(([, vm]) => vm) },
        { name: 'load', data: cells.map(([, , load]) => Number(load)) },
      ],
    });
    const byVm = [...rows.filter((row) => row.includes('vm-1')), ...rows.filter((row) => row.includes('vm-0'))];
    const hashes = [
      DAY,
      `# a day\n${DAY.replaceAll(',', ';').replaceAll('0.5', '"5e-1"')}`,
      ['time,vm,load', ...byVm].join('\n'),
      new Uint8Array(parquet),
    ].map(async (content) => scenarioHash((await load(content)).scenario as never));
    expect(new Set(await Promise.all(hashes)).size).toBe(1);
    const other = await load(DAY.replace('0.25', '0.26'));
    expect(scenarioHash(other.scenario as never)).not.toBe(await hashes[0]);
  });

  test('is read once, whatever is swept', async () => {
    const path = withTrace(DAY, { sweep: { 'workload.workingSet': ['1 MB', '2 MB'], policy: ['none', 'ffd'] } });
    const { cells } = await loadExperiment(path);
    expect(cells).toHaveLength(4);
    expect(new Set(cells.map(({ scenario }) => scenario.workload?.parameters.table)).size).toBe(1);
  });
});

describe('what is wrong with a trace', () => {
  test('names the row', async () => {
    expect(await messages('time,vm,load\n0,vm-0,0.5\n0,vm-0,0.5\n-1,vm-1,0\n0,vm-1,50\n0,vm-1,\n')).toEqual({
      problems: [
        '3: time 0 of vm-0 does not come after 0',
        "4: time '-1' is not a number of seconds",
        "5: load '50' is not a fraction from 0 to 1",
        '6: load is empty',
      ],
      warnings: [],
    });
  });

  test('may be a VM of any name', async () => {
    const { problems } = await messages('time,vm,load\n0,constructor,1\n0,__proto__,1\n5,__proto__,0\n0,toString,1\n');
    expect(problems).toEqual([
      expect.stringContaining(
        'loads.csv has loads for __proto__, constructor, toString, and the experiment has no such',
      ),
    ]);
  });
});

describe('what is probably not meant', () => {
  test('a trace of some of the VMs', async () => {
    const { problems, warnings } = await messages('time,vm,load\n0,vm-0,0.5\n', {
      vms: { count: 6, vcpus: 1, memory: '1 GB' },
    });
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      "workload 'trace': loads.csv has no loads for 5 of 6 VMs (vm-1, vm-2, vm-3, ...): they never ask for anything",
    ]);
  });

  test('a trace that ends before the run', async () => {
    const { warnings } = await messages(DAY, { duration: '3 h' });
    expect(warnings).toEqual([
      "workload 'trace': loads.csv ends at 3,600 s, and the run at 10,800 s: each VM keeps its last load until then",
    ]);
    const cells = await messages(DAY, { sweep: { duration: ['1 h', '2 h', '3 h'] } });
    expect(cells.warnings).toHaveLength(1);
  });

  test('one load for each VM is meant for good, and so is a last step as long as the longest', async () => {
    expect((await messages('time,vm,load\n0,vm-0,0.5\n0,vm-1,0.5\n')).warnings).toEqual([]);
    expect((await messages(DAY, { duration: '2 h' })).warnings).toEqual([]);
  });

  test('is told once by validate, run and check', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'loads.csv'), 'time,vm,load\n0,vm-0,0.5\n');
    copyFileSync(platform('rack4-10g'), join(folder, 'p.xml'));
    const file = writeExperiment(folder, traced('loads.csv', { platform: 'p.xml', seeds: 2 }));
    const warning = expect.stringMatching(
      /^warning: \S+:\d+:\d+: workload 'trace': loads.csv has no loads for 1 of 2 /,
    );
    for (const args of [
      ['validate', file],
      ['run', file, '--out', join(folder, 'out')],
      ['run', file, '--out', join(folder, 'out'), '--json'],
      ['check', file, '--out', join(folder, 'out'), '--baseline', join(folder, 'b.json'), '--update'],
    ]) {
      const { stderr, code } = await wattshift(args);
      expect([args[0], stderr.trim().split('\n'), code]).toEqual([args[0], [warning], 0]);
    }
    expect((await wattshift(['run', file, '--out', join(folder, 'out'), '--quiet'])).stderr).toBe('');
  });
});
