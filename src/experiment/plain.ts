/** From YAML's tree to plain data, refusing what an experiment file has no use for. */
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { quote } from '../base/input/quote.ts';
import { LIMITS } from '../base/limits.ts';

type Report = (node: Node, what: string, hint: string) => void;

/** Values that aliases may add: far more than a file written by hand repeats, far less than a bomb expands to. */
const MAX_REPEATED = LIMITS.repeatedValues.most;

/** Calls `report` for each part that cannot be used, and leaves it out. */
export function toPlain(document: Document, report: Report): unknown {
  // an alias inside its own anchor never ends, a few levels of aliases to aliases grow without bound
  const open = new Set<Node>();
  const anchors = new Map<string, Node>();
  let repeated = 0;
  let refused = false;

  const convert = (node: unknown, viaAlias: boolean): unknown => {
    if (viaAlias) repeated++;
    if (refused || !node) return undefined;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target)
        return void report(
          node,
          `${quote(`*${node.source}`)} refers to nothing`,
          "write '&' and its name at the value that it repeats, before here",
        );
      if (open.has(target))
        return void report(node, `${quote(`*${node.source}`)} contains itself`, 'write the value out');
      const value = convert(target, true);
      if (repeated > MAX_REPEATED && !refused) {
        refused = true;
        report(node, `aliases expand to more than ${MAX_REPEATED} values`, 'write the values out, or sweep over fewer');
      }
      return value;
    }
    if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isScalar(node)) return node.value;
    open.add(node as Node);
    try {
      if (isSeq(node)) return node.items.map((item) => convert(item, viaAlias));
      if (isMap(node)) {
        const keys = new Set<string>();
        return Object.fromEntries(node.items.flatMap((pair) => entry(pair, keys, viaAlias)));
      }
      return undefined;
    } finally {
      open.delete(node as Node);
    }
  };

  // checked here, because the parser compares every key with every other one
  const entry = (
    { key, value }: { key: unknown; value: unknown },
    keys: Set<string>,
    viaAlias: boolean,
  ): [string, unknown][] => {
    if (!isScalar(key) || key.value === null) {
      report(key as Node, 'a key must be a word', 'write `key: value`');
      return [];
    }
    const name = String(key.value);
    // JavaScript's own word: what is set by it would be lost on the way
    if (name === '__proto__') report(key, "a key must not be '__proto__'", 'choose another name');
    if (keys.has(name)) report(key, `the key ${quote(name)} is there twice`, 'remove one of them');
    keys.add(name);
    return [[name, convert(value, viaAlias)]];
  };

  return convert(document.contents, false);
}
