/** What is cited can be looked up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listPages, root } from '../../scripts/docs/pages.ts';
import { createProgram } from '../../src/cli/program.ts';
import { citedTitles } from '../../src/cli/sources.ts';
import { builtIn } from '../../src/models/registry.ts';

const page = readFileSync(join(root, 'docs', 'sources.md'), 'utf8');
const shortNames = [...page.matchAll(/^\| ([^|]+) \| [^|]*\w/gm)].map(([, name]) => name as string).slice(1);
const kinds = Object.values(builtIn).flatMap((section) => [...section.values()]);

test.each(kinds.map(({ name, source }) => [name, source] as const))('the sources of %s are listed', (_, source) => {
  for (const part of source.split('; '))
    expect([...shortNames, 'wattshift'].filter((name) => part.startsWith(name))).not.toEqual([]);
});

test('neither help nor pages cite a document by a number of ours', () => {
  const help = (commands: readonly ReturnType<typeof createProgram>[]): string =>
    commands.map((command) => command.helpInformation() + help(command.commands as typeof commands)).join('\n');
  const pages = listPages().map((name) => readFileSync(join(root, name), 'utf8'));
  for (const text of [help([createProgram(() => undefined)]), ...pages]) expect(text).not.toMatch(/seed document/i);
});

test('the command knows the same documents as the page', () => {
  const plain = page.replaceAll('*', '');
  const titles = citedTitles(page);
  expect(titles).toHaveLength(8);
  for (const line of titles) {
    const title = /: (?:[^:]*): ([^.]+)\./.exec(line)?.[1] as string;
    expect(plain).toContain(title);
  }
  expect(citedTitles('source: Akiyama 2014, section 2.3')).toHaveLength(1);
  expect(citedTitles('source: wattshift')).toEqual([]);
});
