/** Results and baselines with something changed in them. */
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { damage } from '../mutate/bytes.ts';
import { mutateText } from '../mutate/text.ts';
import { mutateTree } from '../mutate/tree.ts';
import type { Produced } from './produced.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function changed(path: string, bytes: Uint8Array, draw: Draw): string | Uint8Array {
  if (!path.endsWith('.json')) return damage(bytes, draw);
  if (draw.chance(0.2)) return damage(bytes, draw);
  const tree: unknown = JSON.parse(text(bytes));
  return draw.chance(0.6) ? JSON.stringify(mutateTree(tree, draw), null, 2) : mutateText(text(bytes), draw);
}

function withChange(produced: Produced, path: string, draw: Draw): FuzzCase['files'] {
  return { ...produced, [path]: changed(path, produced[path] as Uint8Array, draw) };
}

export function baselineCase(draw: Draw, produced: Produced): FuzzCase {
  return {
    class: 'baseline',
    files: withChange(produced, 'baseline.json', draw),
    args: ['check', 'out', '--baseline', 'baseline.json', ...(draw.chance(0.1) ? ['--update'] : [])],
  };
}

const COMMANDS = [
  ['compare', 'out'],
  ['compare', 'out', '--json'],
  ['compare', 'out', '--markdown'],
  ['check', 'out', '--baseline', 'baseline.json'],
  ['check', 'out', '--baseline', 'baseline.json', '--update'],
];

export function resultCase(draw: Draw, produced: Produced): FuzzCase {
  const results = Object.keys(produced).filter((path) => path.startsWith('out/'));
  const path = draw.chance(0.4) ? 'out/result.json' : draw.pick(results);
  return {
    class: 'result',
    files: withChange(produced, path, draw),
    args: draw.chance(0.02) ? ['run', 'experiment.yaml', '--out', 'out', '--jobs', '1'] : draw.pick(COMMANDS),
  };
}
