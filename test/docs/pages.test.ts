/** Every page, run: the commands that it shows end as it says and print what it shows. `npm run docs` brings outputs up
 * to date. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURE, architecturePage } from '../../scripts/docs/architecture.ts';
import { drawDay, FIGURE } from '../../scripts/docs/figure.ts';
import { listPages, root, splitPage } from '../../scripts/docs/pages.ts';
import { openPlayground } from '../../scripts/docs/playground.ts';
import { REFERENCE, referencePage } from '../../scripts/docs/reference.ts';
import { runPage } from '../../scripts/docs/run-page.ts';
import { MIGRATION_COLUMN_NAMES } from '../../src/results/metrics/migration-table.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const hasCommands = (page: string) =>
  splitPage(read(page)).some((part) => typeof part !== 'string' && part.language === 'console');

describe('what pages show is what commands do', () => {
  it.each(listPages().filter(hasCommands))('%s', { timeout: 120_000 }, async (page) => {
    using playground = openPlayground();
    const { text, failures } = runPage(read(page), playground.folder);
    expect(failures).toEqual([]);
    expect(text).toBe(read(page));
    if (page === 'README.md') expect(await drawDay(join(playground.folder, 'results', 'first'))).toBe(read(FIGURE));
  });

  it('a command that fails, and an output that is another one, are found', () => {
    using playground = openPlayground();
    const page = '```console\n$ false\n$ echo one\ntwo\n```\n';
    const { text, failures } = runPage(page, playground.folder);
    expect(failures).toEqual(['$ false\nended with 1 instead of 0\n']);
    expect(text).toBe('```console\n$ false\n$ echo one\none\n```\n');
  });
});

describe('the reference', () => {
  it('is what the tables of the code say', () => expect(read(REFERENCE)).toBe(referencePage()));
});

describe('the picture of the architecture', () => {
  it('is what the imports say', async () =>
    expect(read(ARCHITECTURE)).toBe(await architecturePage(read(ARCHITECTURE))));

  it('shows the parts, and points down', () => {
    const arrows = [...read(ARCHITECTURE).matchAll(/^ {2}([a-z]+) --> ([a-z]+)$/gm)].map(([, from, to]) => [from, to]);
    expect(arrows.length).toBeGreaterThan(10);
    expect(arrows.filter(([from]) => from === 'base')).toEqual([]);
    expect(arrows).toContainEqual(['simulation', 'models']);
  });
});

describe('facts that pages repeat', () => {
  it('are the columns of the migration table', () => {
    const page = read('docs/experiment-file.md');
    expect(MIGRATION_COLUMN_NAMES.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
  });

  it('are the versions of Node.js', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const [, major, minor] = /OLDEST = \[(\d+), (\d+)\]/.exec(read('scripts/setup/node-version.mjs')) ?? [];
    expect(read('README.md')).toContain(`runs on Node.js ${engines.node.replace('>=', '')} and newer`);
    expect(read('README.md')).toContain(`build tools ask for ${major}.${minor}.`);
  });
});

describe('links', () => {
  it.each(listPages())('of %s lead somewhere', (page) => {
    const dead = linksOf(read(page)).filter((target) => !resolves(page, target));
    expect(dead).toEqual([]);
  });

  it('lead from the README to every page', () => {
    const targets = linksOf(read('README.md'));
    expect(listPages().filter((page) => page !== 'README.md' && !targets.includes(page))).toEqual([]);
  });
});

/** Targets within the project. */
function linksOf(text: string): readonly string[] {
  const prose = splitPage(text)
    .filter((part) => typeof part === 'string')
    .join('\n');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
  return targets.filter((target) => !/^https?:/.test(target));
}

function resolves(page: string, target: string): boolean {
  const [path, anchor] = target.split('#') as [string, string | undefined];
  const file = path === '' ? page : join(page, '..', path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchors(read(file)).includes(anchor);
}

/** Of the headings, as GitHub makes them. */
function anchors(text: string): readonly string[] {
  const headings = splitPage(text).flatMap((part) =>
    typeof part === 'string' ? (/^#+ (.*)$/.exec(part)?.[1] ?? []) : [],
  );
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
