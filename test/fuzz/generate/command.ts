/** Command lines from the command's own table of commands and options. */
import type { Command } from 'commander';
import { createProgram } from '../../../src/cli/program.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { hostileNumber, hostileWord } from '../hostile.ts';
import type { Produced } from './produced.ts';

/** It runs for minutes, or serves until it is stopped. */
const LEFT_OUT = new Set(['reproduce', 'figures', 'playground', 'serve']);

const WORDS = [
  'experiment.yaml',
  'platform.xml',
  'out',
  'out/result.json',
  'baseline.json',
  'missing.yaml',
  'list',
  'all',
];

/** Options that decide how much there is to do. */
const SMALL = ['1', '2', '0', '-1', '1.5', 'x', ''];
const AMOUNTS = new Set(['--seeds', '--jobs', '--sweep', '--runs', '--pages']);

function leaves(command: Command): readonly Command[] {
  const inside = command.commands.filter((child) => !LEFT_OUT.has(child.name()));
  return inside.length > 0 ? inside.flatMap(leaves) : [command];
}

const pathOf = (command: Command): string[] => (command.parent ? [...pathOf(command.parent), command.name()] : []);

export function commandCase(draw: Draw, produced: Produced): FuzzCase {
  const command = draw.pick(leaves(createProgram(() => undefined)));
  const argument = () => (draw.chance(0.15) ? hostileWord(draw) : draw.pick(WORDS));
  const options = draw.some(command.options, 0.25).flatMap(({ long, required, optional }) => {
    if (!long || (!required && !optional)) return long ? [long] : [];
    if (AMOUNTS.has(long)) return [long, draw.pick(SMALL)];
    // nothing outside the folder of the case is written
    if (long === '--out') return [long, draw.pick(['out', 'other', 'experiment.yaml', 'a/b'])];
    return [long, draw.chance(0.5) ? hostileNumber(draw) : argument()];
  });
  const args = [
    ...pathOf(command),
    ...command.registeredArguments.map(argument),
    ...options,
    ...draw.list(1, argument),
  ];
  return {
    class: 'command',
    files: produced,
    args: draw.chance(0.1) ? args.toSpliced(draw.below(args.length), 1) : args,
  };
}
