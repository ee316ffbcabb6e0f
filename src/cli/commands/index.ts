import type { Command } from 'commander';
import type { Done } from '../exit.ts';
import { addCheck } from './check.ts';
import { addCompare } from './compare.ts';
import { addList } from './list.ts';
import { addModelCommands } from './model.ts';
import { addPlatform } from './platform.ts';
import { addReproduce } from './reproduce.ts';
import { addRun } from './run.ts';
import { addValidate } from './validate.ts';

/** In the order of `--help`. What a command needs is loaded when it is called: help and errors are there at once. */
export const commands: readonly ((program: Command, done: Done) => Command)[] = [
  addRun,
  addCompare,
  addCheck,
  addValidate,
  addPlatform,
  addList,
  addReproduce,
  addModelCommands,
];
