import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { MigrationTable } from '../../src/metrics/migration-table.ts';
import { findRun } from '../../src/results/find-run.ts';
import { runFolder } from '../../src/results/layout.ts';
import { readRun } from '../../src/results/read-run.ts';
import { readPower } from '../../src/results/read-tables.ts';
import type { RunOutput } from '../../src/results/run-output.ts';
import { writeRun } from '../../src/results/write-run.ts';
import { runScenario } from '../../src/run.ts';
import { bursty, ffd, scenario, star } from '../support/scenarios.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

const identity = { cell: 'policy=ffd(period=300 s)', seed: 3, key: 'k', wattshift: '0.1.0' };
const small = scenario({
  xml: star(4),
  durationS: 7200,
  vms: [{ count: 8, vcpus: 1, memoryBytes: 2e9 }],
  workload: bursty('webserver'),
  policy: ffd(),
});
let output: RunOutput;

beforeAll(async () => {
  output = await runScenario(small, 3);
});

describe('a run on disk', () => {
  test('is read back as it was', async () => {
    const out = temporaryFolder();
    writeRun(out, identity, output);
    const read = await readRun(out, identity.cell, identity.seed);
    expect(output.migrations.length).toBeGreaterThan(0);
    expect([...read.migrations]).toEqual([...output.migrations]);
    expect(read.metrics).toEqual(output.metrics);
    expect(read.account).toEqual(output.account);
    expect(read.power.timeS).toEqual(output.power.timeS);
    expect(read.power.watts).toEqual(output.power.watts);
    const hosts = ({ host, hostNames }: RunOutput['power']) => Array.from(host, (index) => hostNames[index]);
    expect(hosts(read.power)).toEqual(hosts(output.power));
  });

  test('has the same bytes when it is run again', async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    writeRun(first, identity, output);
    writeRun(second, identity, await runScenario(small, 3));
    expect(contents(second)).toEqual(contents(first));
  });

  test('may be empty of migrations and of power', async () => {
    const out = temporaryFolder();
    const power = { hostNames: [], timeS: new Float64Array(), host: new Int32Array(), watts: new Float64Array() };
    writeRun(out, identity, { ...output, migrations: new MigrationTable(), power });
    const read = await readRun(out, identity.cell, identity.seed);
    expect([...read.migrations]).toEqual([]);
    expect(read.power).toEqual(power);
  });
});

describe('a table', () => {
  const rowsOf = async (out: string, name: string) => {
    const bytes = readFileSync(join(runFolder(out, identity.cell, identity.seed), name));
    return parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  };

  test.each(['migrations.parquet', 'power.parquet'])('%s says in each row of which run it is', async (name) => {
    const out = temporaryFolder();
    writeRun(out, identity, output);
    const rows = await rowsOf(out, name);
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.keys(rows[0] as object).slice(0, 2)).toEqual(['cell', 'seed']);
    for (const { cell, seed } of rows) expect([cell, seed]).toEqual([identity.cell, BigInt(identity.seed)]);
  });

  test('of an earlier version, without these columns, is read all the same', async () => {
    const { power } = output;
    const columnData = [
      { name: 'timeS', type: 'DOUBLE' as const, data: power.timeS },
      { name: 'host', type: 'STRING' as const, data: Array.from(power.host, (i) => power.hostNames[i]) },
      { name: 'watts', type: 'DOUBLE' as const, data: power.watts },
    ];
    const read = await readPower(new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(read.timeS).toEqual(power.timeS);
    expect(read.watts).toEqual(power.watts);
  });
});

describe('an earlier run', () => {
  const prepare = () => {
    const out = temporaryFolder();
    const run = writeRun(out, identity, output);
    const folder = runFolder(out, identity.cell, identity.seed);
    return { out, run, file: (name: string) => join(folder, name) };
  };

  test('is found by its key', () => {
    const { out, run } = prepare();
    expect(findRun(out, identity)).toEqual(run);
    expect(findRun(out, { ...identity, key: 'other' })).toBeUndefined();
    expect(findRun(out, { ...identity, seed: 4 })).toBeUndefined();
  });

  test.each(['run.json', 'migrations.parquet', 'power.parquet'])(
    'does not count without its %s, or with half of it',
    (name) => {
      const { out, file } = prepare();
      truncateSync(file(name), readFileSync(file(name)).length - 1 - Number(name === 'run.json'));
      expect(findRun(out, identity)).toBeUndefined();
      rmSync(file(name));
      expect(findRun(out, identity)).toBeUndefined();
    },
  );

  test('does not count with a flipped bit', () => {
    const { out, file } = prepare();
    const bytes = readFileSync(file('power.parquet'));
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(file('power.parquet'), bytes);
    expect(findRun(out, identity)).toBeUndefined();
  });
});
