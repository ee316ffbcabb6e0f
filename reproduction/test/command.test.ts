import { expect, test } from 'vitest';
import { wattshift } from '../../test/support/command.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import type { Report } from '../src/report.ts';

test('a name that is none is bad input, and the nearest one is offered', async () => {
  const { code, stderr, stdout } = await wattshift(['reproduce', 'cache-drops']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/there is nothing called 'cache-drops'.*cache-drop/);
  expect(stdout).toBe('');
});

test('one item as a table, then from the finished runs as JSON', async () => {
  const out = temporaryFolder();
  const table = await wattshift(['reproduce', 'cache-drop', '--out', out]);
  expect(table).toMatchObject({ code: 0, stderr: '' });
  expect(table.stdout).toContain('Dropping page cache instead of moving it (cache-drop;');
  expect(table.stdout).toMatch(/12\.3 s +12\.30 s +0\.00 s +same/);
  const json = await wattshift(['reproduce', 'cache-drop', '--out', out, '--json']);
  const report = JSON.parse(json.stdout) as Report;
  expect(report.items.map(({ name }) => name)).toEqual(['cache-drop']);
});
