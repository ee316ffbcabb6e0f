/** TypeScript that pages show compiles against the published types. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { type Block, listPages, root, splitPage } from '../../scripts/docs/pages.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

it('TypeScript in pages compiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-snippets-'));
  try {
    for (const name of ['package.json', 'dist', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
    const files = shownTypeScript().map(({ options, lines }) => {
      const path = join(folder, options.file as string);
      writeFileSync(path, lines.join('\n'));
      return path;
    });
    expect(files.length).toBeGreaterThan(0);
    const program = ts.createProgram(files, OPTIONS);
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(messages).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

function shownTypeScript(): readonly Block[] {
  const parts = listPages().flatMap((page) => splitPage(readFileSync(join(root, page), 'utf8')));
  return parts.filter(
    (part): part is Block => typeof part !== 'string' && part.language === 'ts' && part.options.file !== undefined,
  );
}
