import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MigrationRecord } from '../../../src/results/metrics/migration-record.ts';
import { MIGRATION_COLUMN_NAMES, MigrationTable } from '../../../src/results/metrics/migration-table.ts';

const double = fc.double({ noNaN: true });
const int32 = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const record: fc.Arbitrary<MigrationRecord> = fc.record({
  vm: fc.string(),
  from: fc.string(),
  to: fc.string(),
  startS: double,
  endS: double,
  rounds: int32,
  stage1Bytes: double,
  stage2Bytes: double,
  stage3Bytes: double,
  storageBytes: double,
  reusedBytes: double,
  imagesHit: int32,
  imagesEvicted: int32,
  waitedS: double,
  downtimeS: double,
  predictedS: double,
  predictedBytes: double,
  energyJ: double,
  outcome: fc.constantFrom('converged', 'not-converged', 'unfinished', 'failed', 'refused'),
});
const [some] = fc.sample(record, 1) as [MigrationRecord];

test('gives back what was put in, by rows and by columns', () => {
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const table = MigrationTable.of(records);
      expect(table.length).toBe(records.length);
      expect([...table]).toEqual(records.map((one) => ({ ...one })));
      for (const name of MIGRATION_COLUMN_NAMES)
        expect([...table.column(name)]).toEqual(records.map((one) => one[name]));
    }),
  );
});

test('grows', () => {
  const records = Array.from({ length: 5000 }, (_, row) => ({ ...some, startS: row, vm: `vm-${row}` }));
  const table = MigrationTable.of(records);
  expect([...table]).toEqual(records);
  expect(table.column('startS')).toHaveLength(5000);
  expect(table.row(4999).vm).toBe('vm-4999');
});

test('tells what got to its destination, how long it took and what was sent', () => {
  const bytes = { stage1Bytes: 4e9, stage2Bytes: 2e6, stage3Bytes: 1 };
  const table = MigrationTable.of([
    { ...some, ...bytes, startS: 10, endS: 14, outcome: 'failed' },
    { ...some, ...bytes, startS: 10, endS: 17, outcome: 'converged' },
    { ...some, ...bytes, startS: 10, endS: 18, outcome: 'not-converged' },
  ]);
  expect(table.arrived()).toEqual([1, 2]);
  expect([...table.seconds()]).toEqual([4, 7, 8]);
  expect([...table.sentBytes()]).toEqual(Array(3).fill(4_002_000_001));
});

test('has no rows beyond its last', () => {
  const table = new MigrationTable();
  for (const row of [0, -1, 1024, Number.NaN]) expect(() => table.row(row)).toThrow(RangeError);
});

test('is not equal to one with other rows, wherever tests compare whole runs', () => {
  const [a, b, likeA] = [1, 2, 1].map((endS) => ({ migrations: MigrationTable.of([{ ...some, endS }]) }));
  expect(a).not.toEqual(b);
  expect(a).toEqual(likeA);
});
