import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointPositions, checkpointsOf, findParting } from '../../src/check/checkpoints.ts';
import { type EventSource, eventStream } from '../../src/check/events.ts';
import type { MigrationRecord } from '../../src/results/metrics/migration-record.ts';
import { MigrationTable } from '../../src/results/metrics/migration-table.ts';

/** A run of one host whose power is as given, a second for each. */
function run(watts: readonly number[], migrations: readonly MigrationRecord[] = []): EventSource {
  return {
    migrations: MigrationTable.of(migrations),
    power: {
      hostNames: ['pm-0'],
      timeS: Float64Array.from(watts, (_, i) => i),
      host: new Int32Array(watts.length),
      watts: Float64Array.from(watts),
    },
  };
}

const migration = (startS: number, vm: string, more: Partial<MigrationRecord> = {}): MigrationRecord =>
  ({
    vm,
    from: 'pm-0',
    to: 'pm-1',
    startS,
    endS: startS + 10,
    rounds: 1,
    stage1Bytes: 1e9,
    stage2Bytes: 0,
    stage3Bytes: 0,
    storageBytes: 0,
    reusedBytes: 0,
    downtimeS: 0.03,
    energyJ: 500,
    outcome: 'converged',
    ...more,
  }) as MigrationRecord;

const names = (source: EventSource) =>
  [...eventStream(source)].map(({ event }) =>
    event.kind === 'migration' ? `${event.vm}@${event.timeS}` : `${event.watts}W@${event.timeS}`,
  );

describe('the stream of events', () => {
  test('is in the order of time, migrations at their start', () => {
    // vm-b ended first, and comes first in the table
    const migrations = [migration(1, 'vm-b', { endS: 2 }), migration(1, 'vm-a'), migration(7, 'vm-c')];
    expect(names(run([100, 110, 120], migrations))).toEqual([
      '100W@0',
      'vm-a@1',
      'vm-b@1',
      '110W@1',
      '120W@2',
      'vm-c@7',
    ]);
    expect(names(run([]))).toEqual([]);
  });

  test('takes the hosts of a power table together', () => {
    const power = {
      hostNames: ['pm-b', 'pm-a'],
      timeS: Float64Array.of(0, 5, 0, 5, 5),
      host: Int32Array.of(0, 0, 1, 1, 1),
      watts: Float64Array.of(100, 110, 200, 210, 220),
    };
    expect(names({ migrations: new MigrationTable(), power })).toEqual([
      '200W@0',
      '100W@0',
      '210W@5',
      '220W@5',
      '110W@5',
    ]);
  });

  test('knows everything that a migration did', () => {
    const one = checkpointsOf(run([], [migration(1, 'vm-0')])).digests;
    for (const change of [{ endS: 12 }, { energyJ: 501 }, { outcome: 'unfinished' }, { to: 'pm-2' }] as const) {
      expect(checkpointsOf(run([], [migration(1, 'vm-0', change)])).digests).not.toEqual(one);
    }
    expect(checkpointsOf(run([], [migration(1, 'vm-0', { imagesHit: 1 })])).digests).toEqual(one);
  });
});

describe('checkpoints', () => {
  test('stand at every event up to 256, and at 256 of more', () => {
    expect(checkpointPositions(0)).toEqual([]);
    expect(checkpointPositions(256)).toEqual(Array.from({ length: 256 }, (_, i) => i + 1));
    // 128 single ones, then (100128 - 128) / 128 = 781.25 events apart
    const many = checkpointPositions(100_128);
    expect(many).toHaveLength(256);
    expect([many[127], many[128], many[129], many[255]]).toEqual([128, 128 + 782, 128 + 1563, 100_128]);
  });

  test('any number of events: rising, at most 256, the last event among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), (events) => {
        const positions = checkpointPositions(events);
        expect(positions).toHaveLength(Math.min(events, 256));
        expect(positions.at(-1)).toBe(events);
        for (const [i, position] of positions.entries()) expect(position).toBeGreaterThan(positions[i - 1] ?? 0);
      }),
    );
  });

  test('are six hexadecimal digits, each over all that was before', () => {
    const { events, digests } = checkpointsOf(run([1, 1, 1]));
    expect(events).toBe(3);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{6}$/);
    expect(new Set(digests).size).toBe(3);
    expect(checkpointsOf(run([1, 1])).digests).toEqual(digests.slice(0, 2));
  });
});

describe('where runs part', () => {
  test('the very event in a short run', () => {
    const recorded = checkpointsOf(run([100, 110, 120, 130]));
    expect(findParting(recorded, run([100, 110, 120, 130]))).toBeUndefined();
    expect(findParting(recorded, run([100, 110, 121, 130]))).toEqual({
      between: [3, 3],
      eventsRecorded: 4,
      events: 4,
      first: { kind: 'power', timeS: 2, host: 'pm-0', watts: 121 },
      untilS: 2,
    });
  });

  test('a run that ends earlier, or goes on', () => {
    const recorded = checkpointsOf(run([100, 110]));
    expect(findParting(recorded, run([100]))).toMatchObject({ between: [2, 2], events: 1, first: null, untilS: null });
    expect(findParting(recorded, run([100, 110, 120]))).toMatchObject({ between: [3, 3], first: { watts: 120 } });
    expect(findParting(checkpointsOf(run([])), run([7]))).toMatchObject({ between: [1, 1], first: { watts: 7 } });
  });

  test('a window in a long run', () => {
    const watts = Array.from({ length: 128 + 128 * 10 }, (_, i) => 100 + (i % 7));
    const recorded = checkpointsOf(run(watts));
    // event 145 is the fifth of the second window of ten, 139 to 148
    expect(findParting(recorded, run(watts.with(144, 0)))).toMatchObject({
      between: [139, 148],
      first: { timeS: 138, watts: 100 + (138 % 7) },
      untilS: 147,
    });
    expect(findParting(recorded, run(watts.slice(0, 145)))).toMatchObject({
      between: [139, 148],
      first: { timeS: 138 },
      untilS: null,
    });
  });

  test('any run, any change: the window holds the first event that is different', () => {
    const list = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 900 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const parting = findParting(checkpointsOf(run(before)), run(after));
        const longer = Math.max(before.length, after.length);
        const different = Array.from({ length: longer }, (_, i) => before[i] !== after[i]).indexOf(true) + 1;
        expect(parting === undefined).toBe(different === 0);
        if (different === 0) return;
        const [low = 0, high = 0] = parting?.between ?? [];
        expect(low).toBeLessThanOrEqual(different);
        expect(high).toBeGreaterThanOrEqual(different);
      }),
    );
  });
});
