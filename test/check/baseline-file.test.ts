import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import type { Baseline } from '../../src/check/baseline.ts';
import { checkpointPositions } from '../../src/check/checkpoints.ts';
import { formatBaseline } from '../../src/check/format-baseline.ts';
import { readBaseline } from '../../src/check/read-baseline.ts';
import { temporaryFolder } from '../support/temporary.ts';

const run = (
  cell: string,
  seed: number,
  events: number,
  metrics: Record<string, number> = { energyJ: 1, cost: 0.1 },
) => ({
  cell,
  seed,
  metrics,
  events,
  digests: checkpointPositions(events).map((position) => position.toString(16).padStart(6, '0')),
});

const baseline = (...runs: readonly ReturnType<typeof run>[]): Baseline => ({
  version: 1,
  experiment: 'trial',
  wattshift: '0.1.0',
  simgrid: '3.32',
  configuration: '0123456789abcdef',
  tolerances: { migrations: { kind: 'absolute', amount: 2 }, energyJ: { kind: 'relative', amount: 1e-6 } },
  runs,
});

function read(text: string): Baseline | undefined {
  const path = join(temporaryFolder(), 'baseline.json');
  writeFileSync(path, text);
  return readBaseline(path);
}

test('is sorted, a line per metric, checkpoints in short lines', () => {
  const text = formatBaseline(baseline(run('b', 10, 1), run('a', 0, 15), run('b', 2, 0)));
  expect(text).toBe(`{
  "version": 1,
  "experiment": "trial",
  "wattshift": "0.1.0",
  "simgrid": "3.32",
  "configuration": "0123456789abcdef",
  "tolerances": {
    "energyJ": "0.000001",
    "migrations": "absolute 2"
  },
  "cells": {
    "a": {
      "0": {
        "metrics": {
          "cost": 0.1,
          "energyJ": 1
        },
        "events": 15,
        "checkpoints": [
          "000001 000002 000003 000004 000005 000006 000007 000008 000009 00000a 00000b 00000c 00000d 00000e",
          "00000f"
        ]
      }
    },
    "b": {
      "2": {
        "metrics": {
          "cost": 0.1,
          "energyJ": 1
        },
        "events": 0,
        "checkpoints": []
      },
      "10": {
        "metrics": {
          "cost": 0.1,
          "energyJ": 1
        },
        "events": 1,
        "checkpoints": [
          "000001"
        ]
      }
    }
  }
}
`);
});

test('is read back as it was, to the last bit', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.string(), number, fc.integer({ min: 0, max: 600 }), (cell, energyJ, events) => {
      const written = baseline(run(`cell ${cell}`, 3, events, { energyJ: energyJ + 0 }));
      const found = read(formatBaseline(written));
      expect(found).toEqual(written);
      expect(found?.runs[0]?.metrics.energyJ).toBe(energyJ + 0);
    }),
    { numRuns: 50 },
  );
});

test('may be YAML', () => {
  const text = `version: 1
experiment: trial
wattshift: 0.1.0
simgrid: '3.32'
configuration: ''
tolerances: { all: 1e-9, energyJ: 0.1 % }
cells:
  '-':
    0: { metrics: { energyJ: 12.5 }, events: 1, checkpoints: [a00000] }
`;
  expect(read(text)).toMatchObject({
    tolerances: { all: { amount: 1e-9 }, energyJ: { amount: 0.001 } },
    runs: [{ cell: '-', seed: 0, metrics: { energyJ: 12.5 }, digests: ['a00000'] }],
  });
});

test('a missing one is none', () => expect(readBaseline(join(temporaryFolder(), 'none.json'))).toBeUndefined());

describe('a corrupt one is refused with its line', () => {
  const whole = formatBaseline(baseline(run('a', 0, 3)));
  const lineOf = (part: string) => whole.slice(0, whole.indexOf(part)).split('\n').length;
  test.each([
    ['not text', '\0', /zero byte/, 0],
    ['empty', '', /empty/, 0],
    ['cut off', whole.slice(0, whole.indexOf('"events"')), /not a baseline/, lineOf('"events"')],
    [
      'a conflict',
      whole.replace('        "events"', '<<<<<<< HEAD\n        "events"'),
      /merge conflict/,
      lineOf('"events"'),
    ],
    ['a figure that is none', whole.replace('0.1,', '"0.1",'), /energyJ|cost: Invalid/, lineOf('"cost"')],
    ['of another version', whole.replace('"version": 1', '"version": 2'), /version: Invalid input: expected 1/, 2],
    [
      'of an unknown metric',
      whole.replace('"migrations"', '"migration"'),
      /did you mean 'migrations'/,
      lineOf('"migrations"'),
    ],
    [
      'a tolerance that is none',
      whole.replace('absolute 2', 'about 2'),
      /'about 2' is not a tolerance/,
      lineOf('"migrations"'),
    ],
    [
      'a checkpoint too few',
      whole.replace('000002 ', ''),
      /2 checkpoints instead of the 3 for 3 events/,
      lineOf('"checkpoints"'),
    ],
    ['a bad checkpoint', whole.replace('000002', '00002'), /six hexadecimal digits/, lineOf('000002')],
    [
      'an unknown key',
      whole.replace('"events"', '"event"'),
      /events: is missing|Unrecognized key/,
      lineOf('"metrics"') - 1,
    ],
  ])('%s', (_, text, message, line) => {
    let error: unknown;
    try {
      read(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    const [problem] = (error as InputError).problems;
    expect((error as InputError).message).toMatch(message);
    expect(problem?.line).toBe(line);
  });

  test('any cut, any byte changed: read, or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(whole.length), fc.integer({ min: 32, max: 126 }), fc.boolean(), (at, code, cut) => {
        const changed = cut ? whole.slice(0, at) : whole.slice(0, at) + String.fromCharCode(code) + whole.slice(at + 1);
        try {
          read(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
