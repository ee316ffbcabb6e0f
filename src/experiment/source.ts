/** A YAML (or JSON) file as plain data that still knows where every part of it stands. */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair } from 'yaml';
import type { Place } from '../base/input/read-text.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { parseYaml } from './parse-yaml.ts';
import { toPlain } from './plain.ts';

export type Path = readonly (string | number)[];

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Of the value at `path`, or of its key; where the path leaves the file, of the last part that exists. */
  place(path: Path, at?: 'key' | 'value'): Place;
}

/** Nobody reads more. */
const ENOUGH = 100;

/** Throws InputError with every problem of form: syntax, duplicate keys, bombs. */
export function parseSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const document = parseYaml(text, lines);
  const problems: Problem[] = [...document.errors, ...document.warnings]
    .slice(0, ENOUGH)
    .map((error) => ({ ...at(error.pos[0]), ...explain(error.code, error.message) }));
  if (problems.length > 0) throw new InputError(problems);
  const value = toPlain(document, (node, what, hint) => {
    if (problems.length < ENOUGH) problems.push({ ...at(startOf(node)), what, hint });
  });
  if (problems.length > 0) throw new InputError(problems);
  return { file, value, place: (path, part = 'value') => at(offsetOf(document, path, part)) };
}

function explain(code: string, message: string): Pick<Problem, 'what' | 'hint'> {
  if (code === 'IMPOSSIBLE') return { what: message, hint: 'is this the right file?' };
  if (code === 'TAB_AS_INDENT') return { what: 'a tab as indentation', hint: 'YAML is indented with spaces' };
  if (code === 'MULTIPLE_DOCS') return { what: 'a second document begins here', hint: 'one file holds one experiment' };
  if (code === 'TAG_RESOLVE_FAILED') return { what: 'a tag that means nothing here', hint: 'remove it' };
  return {
    what: `not YAML: ${message.trimEnd().replace(/[.:]$/, '')}`,
    hint: 'see the experiment file reference for the form',
  };
}

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0;

function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(document.contents);
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair: Pair<unknown, unknown> | undefined = node.items.find(
        (item) => isPair(item) && keyOf(item) === String(step),
      );
      if (!pair) return offset;
      const useKey = (part === 'key' && i === path.length - 1) || !pair.value;
      offset = startOf((useKey ? pair.key : pair.value) as Node);
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (!item) return offset;
      node = item;
      offset = startOf(item as Node);
    } else return offset;
  }
  return offset;
}

const keyOf = (pair: Pair<unknown, unknown>) => (isScalar(pair.key) ? String(pair.key.value) : undefined);
