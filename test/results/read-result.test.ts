import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { aggregate, formatResult } from '../../src/results/aggregate.ts';
import { METRICS, type MetricName, type Metrics } from '../../src/results/metrics/metrics.ts';
import { readResult } from '../../src/results/read-result.ts';
import { temporaryFolder } from '../support/temporary.ts';

const metrics = (value: number) =>
  Object.fromEntries((Object.keys(METRICS) as MetricName[]).map((name) => [name, value])) as unknown as Metrics;
const spread = (value: number) => ({ mean: value, p5: value - 1, p50: value, p95: value + 1 });
const run = (seed: number, value: number, model = 'LV08') => ({
  seed,
  metrics: metrics(value),
  prediction: { time: spread(value), bytes: spread(2 * value) },
  simgrid: { version: '3.32', configuration: { 'network/model': model, 'cpu/solver': 'maxmin' } },
});

test('a result is read back, from its file or its folder', async () => {
  const folder = temporaryFolder();
  const result = aggregate('trial', '0.1.0', [{ id: '-', axes: {}, runs: [run(0, 1), run(5, 3)] }]);
  expect(result.cells[0]?.seeds).toEqual([0, 5]);
  expect(result.cells[0]?.metrics.energyJ).toMatchObject({ unit: 'J', mean: 2, values: [1, 3] });
  expect(result.cells[0]?.prediction.time).toEqual({ mean: 2, p5: 1, p50: 2, p95: 3 });
  writeFileSync(join(folder, 'result.json'), formatResult(result));
  expect(await readResult(folder)).toEqual(result);
  expect(await readResult(join(folder, 'result.json'))).toEqual(result);
});

test('a result with another digit is refused, one without a checksum is taken as it is', async () => {
  const file = join(temporaryFolder(), 'result.json');
  const result = aggregate('trial', '0.1.0', [{ id: '-', axes: {}, runs: [run(0, 1), run(5, 3)] }]);
  const text = formatResult(result);
  writeFileSync(file, text.replace('"mean": 2', '"mean": 3'));
  await expect(readResult(file)).rejects.toThrow(`${file}: its checksum does not hold`);
  const { checksum: _, ...older } = JSON.parse(text);
  writeFileSync(file, JSON.stringify(older));
  expect(await readResult(file)).toEqual(result);
});

test('only the configuration that every run had is named', () => {
  const cells = ['LV08', 'CM02'].map((model) => ({ id: model, axes: {}, runs: [run(0, 1, model)] }));
  expect(aggregate('trial', '0.1.0', cells).configuration).toEqual({ 'cpu/solver': 'maxmin' });
});

test.each([
  ['{"version": 1,', /not JSON/],
  ['{"version": 2}', /not a result of version 1: version/],
])('%s is refused', async (text, message) => {
  const file = join(temporaryFolder(), 'result.json');
  writeFileSync(file, text);
  await expect(readResult(file)).rejects.toThrow(InputError);
  await expect(readResult(file)).rejects.toThrow(message);
});

test('a missing file is bad input', async () => {
  await expect(readResult(join(temporaryFolder(), 'none.json'))).rejects.toThrow(InputError);
});
