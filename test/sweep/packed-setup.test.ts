import { expect, test } from 'vitest';
import type { Setup } from '../../src/sweep/job.ts';
import { packSetup, unpackSetup } from '../../src/sweep/packed-setup.ts';
import { scenario, star } from '../support/scenarios.ts';

test('threads read columns where they are, and get copies of all else', () => {
  const memory = new SharedArrayBuffer(64);
  const [times, loads] = [new Uint32Array(memory, 8, 4), new Float64Array(memory, 24, 5)];
  times.set([1, 2, 3, 4]);
  const own = new Int16Array([5, 6]);
  const workload = { kind: 'trace', parameters: { times, loads, own, twice: times } };
  const setup: Setup = {
    out: '',
    plugins: [],
    inputs: [],
    cells: [{ id: '-', scenario: scenario({ xml: star(2), workload }) }],
  };

  const packed = packSetup(setup);
  expect(packed.columns).toEqual([memory]);
  const unpacked = unpackSetup(packed);
  expect(unpacked).toEqual(setup);

  const parameters = unpacked.cells[0]?.scenario.workload?.parameters ?? {};
  times[3] = 7;
  own[0] = 8;
  loads[4] = 0.5;
  expect(parameters).toMatchObject({ own: new Int16Array([5, 6]), loads: new Float64Array([0, 0, 0, 0, 0.5]) });
  expect(parameters.times).toEqual(new Uint32Array([1, 2, 3, 7]));
});

test('a column of gigabytes costs nothing to send', () => {
  const column = new Float64Array(new SharedArrayBuffer(2 ** 30));
  const workload = { kind: 'trace', parameters: { column } };
  const cells = Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, scenario: scenario({ xml: star(2), workload }) }));
  expect(packSetup({ out: '', plugins: [], inputs: [], cells }).bytes.byteLength).toBeLessThan(200_000);
});
