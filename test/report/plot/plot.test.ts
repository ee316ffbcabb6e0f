import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { figures } from '../../../src/analytic/index.ts';
import { InputError } from '../../../src/base/problem.ts';
import { curves } from '../../../src/report/plot/curves.ts';
import { renderSvg } from '../../../src/report/plot/svg.ts';
import { writePlot } from '../../../src/report/plot/write.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const line = (slope: number) => {
  const points = [0, 1, 2].map((x) => ({ series: 'a', x, y: slope * x }));
  return curves([{ title: 'line', x: 'x', y: 'y', points, level: { name: 'limit', y: 1 } }]);
};

test('the same view gives the same bytes, whatever was drawn before', async () => {
  const first = await renderSvg(line(1));
  expect(await renderSvg(line(2))).not.toBe(first);
  expect(await renderSvg(line(1))).toBe(first);
  expect(first).toMatch(/^<svg /);
});

test('a PNG is a PNG, twice as large as the SVG, and the same each time', async () => {
  const folder = temporaryFolder();
  const [svg, png, again] = ['a.svg', 'a.png', 'b.PNG'].map((name) => join(folder, name)) as [string, string, string];
  for (const file of [svg, png, again]) await writePlot(file, line(1));
  const bytes = readFileSync(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const width = Number(/width="(\d+)"/.exec(readFileSync(svg, 'utf8'))?.[1]);
  expect(bytes.readUInt32BE(16)).toBe(2 * width);
  expect(readFileSync(again)).toEqual(bytes);
});

test('between two pieces of a curve there is a step', async () => {
  const point = (x: number, y: number, piece: number) => ({ series: 'a', x, y, piece });
  const points = [point(0, 0, 0), point(1, 0, 0), point(2, 4, 1), point(4, 4, 1)];
  const svg = await renderSvg(curves([{ title: 'step', x: 'x', y: 'y', points }]));
  // 260 wide and 180 high: flat until 2, upright there, and flat again
  expect(svg).toContain('d="M0,180L65,180L130,180L130,0L260,0"');
});

test('a line across is in the legend, and every tick has a label', async () => {
  const svg = await renderSvg(line(1));
  expect(svg).toContain('>limit</text>');
  for (const label of ['0.5', '1.5', '2.0']) expect(svg.match(new RegExp(`>${label}</text>`, 'g'))).toHaveLength(2);
});

test('other endings are bad input', async () => {
  await expect(writePlot('a.gif', line(1))).rejects.toThrow(InputError);
});

test('curves of the source have a panel and a legend each', async () => {
  const svg = await renderSvg(curves(figures().filter(({ number }) => number.startsWith('3'))));
  for (const text of ['32768 pages', 'Hot II, 16384 pages', 'alpha']) expect(svg).toContain(text);
});
