import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { InputError, SimulationError } from '../../src/base/problem.ts';
import { randomStream } from '../../src/base/random.ts';
import { findRun } from '../../src/results/find-run.ts';
import { runFolder } from '../../src/results/layout.ts';
import { MigrationTable } from '../../src/results/metrics/migration-table.ts';
import { readRun } from '../../src/results/read-run.ts';
import { readPower } from '../../src/results/read-tables.ts';
import type { RunOutput } from '../../src/results/run-output.ts';
import { writeRun } from '../../src/results/write-run.ts';
import { runScenario } from '../../src/simulation/run.ts';
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

describe('figures that are not finite', () => {
  test.each([
    ['a metric', { metrics: { energyJ: Number.POSITIVE_INFINITY } }, 'energyJ = Infinity'],
    ['a prediction', { prediction: { time: { p5: Number.NaN } } }, 'prediction.time.p5 = NaN'],
    ['the account', { account: { vms: [{ vm: 'vm-1', dynamicJ: Number.NaN }], hosts: [] } }, 'vm-1 dynamicJ = NaN'],
    [
      'the power',
      { power: { timeS: Float64Array.of(0, 1), watts: Float64Array.of(1, Number.NaN) } },
      'power.watts[1] = NaN',
    ],
    ['a migration', { predictedS: Number.POSITIVE_INFINITY }, 'migrations.predictedS[0] = Infinity'],
    ['a number whose square is none', { metrics: { migratedBytes: 1e200 } }, 'migratedBytes = 1e+200'],
  ])('are named, and nothing is written: %s', (_, wrong, message) => {
    const out = temporaryFolder();
    const migrations = MigrationTable.of(
      [...output.migrations].map((row) => ({ ...row, ...('predictedS' in wrong && wrong) })),
    );
    const spoilt = { ...output, ...wrong, migrations } as unknown as RunOutput;
    const prediction = { ...output.prediction, ...spoilt.prediction };
    const write = () => writeRun(out, identity, { ...spoilt, prediction });
    expect(write).toThrow(SimulationError);
    expect(write).toThrow(`not a finite number: ${message}`);
    expect(contents(out)).toEqual({});
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

  test('does not count with another digit in its run.json, and is refused by name', async () => {
    const { out, file } = prepare();
    const text = readFileSync(file('run.json'), 'utf8');
    const digit = /"energyJ": \d/;
    writeFileSync(
      file('run.json'),
      text.replace(digit, (found) => `${found}1`),
    );
    expect(findRun(out, identity)).toBeUndefined();
    const error = await readRun(out, identity.cell, identity.seed).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(`${file('run.json')}: not as it was written`);
    // other spaces are no other result
    writeFileSync(file('run.json'), JSON.stringify(JSON.parse(text)));
    expect(findRun(out, identity)).toBeDefined();
  });

  test('without a checksum is run again, but can be read', async () => {
    const { out, file } = prepare();
    const { checksum: _, ...older } = JSON.parse(readFileSync(file('run.json'), 'utf8'));
    writeFileSync(file('run.json'), JSON.stringify(older));
    expect(findRun(out, identity)).toBeUndefined();
    expect((await readRun(out, identity.cell, identity.seed)).seed).toBe(identity.seed);
  });

  test.each(['run.json', 'migrations.parquet', 'power.parquet'])(
    'with a damaged %s is bad input, wherever',
    async (name) => {
      const { out, file } = prepare();
      const whole = readFileSync(file(name));
      const draw = randomStream(1, name);
      for (let i = 0; i < 60; i++) {
        const at = draw.below(whole.length);
        const bytes = i % 3 === 0 ? whole.subarray(0, at) : Uint8Array.from(whole);
        if (i % 3 > 0) bytes[at] = (bytes[at] as number) ^ (1 << draw.below(8));
        writeFileSync(file(name), bytes);
        const read = await readRun(out, identity.cell, identity.seed).catch((thrown: unknown) => thrown);
        // a space of run.json may become another one
        if (name !== 'run.json' || read instanceof Error) {
          expect(read).toBeInstanceOf(InputError);
          expect((read as Error).message).toMatch(new RegExp(`^${file(name)}: .*`));
        }
      }
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
