/** What an editor shows: every exported name of the published types has a doc comment, and so have the members of the
 * exported interfaces that a name alone does not explain. */
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../../scripts/docs/pages.ts';

const entries = ['index.d.ts', 'plot.d.ts', 'vitest.d.ts'].map((name) => join(root, 'dist', name));
const program = ts.createProgram(entries, {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  skipLibCheck: true,
  types: ['node'],
});
const checker = program.getTypeChecker();

function exportsOf(path: string): readonly (readonly [string, ts.Symbol])[] {
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${path} exports nothing: build first`);
  return checker.getExportsOfModule(module).flatMap((symbol) => flatten(symbol.name, symbol));
}

/** A namespace such as `models` is as many names as it holds. */
function flatten(name: string, exported: ts.Symbol): readonly (readonly [string, ts.Symbol])[] {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  if (!(symbol.flags & (ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule))) return [[name, symbol]];
  return checker.getExportsOfModule(symbol).flatMap((inner) => flatten(`${name}.${inner.name}`, inner));
}

const isDocumented = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length > 0;

/** The members that the interface itself declares, but for `kind` and `name`, which say what they are. */
function membersOf(symbol: ts.Symbol): readonly ts.Symbol[] {
  if (!(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class))) return [];
  return [...(symbol.members?.values() ?? [])].filter(
    ({ flags, name }) =>
      flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Method) && !/^__|^#|^(?:kind|name)$/.test(name),
  );
}

const found = entries.flatMap(exportsOf);

test('every exported name has a doc comment', () => {
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(([, symbol]) => !isDocumented(symbol)).map(([name]) => name)).toEqual([]);
});

test('every member of an exported interface has a doc comment', () => {
  const bare = found.flatMap(([name, symbol]) =>
    membersOf(symbol)
      .filter((member) => !isDocumented(member))
      .map((member) => `${name}.${member.name}`),
  );
  expect(bare).toEqual([]);
});
