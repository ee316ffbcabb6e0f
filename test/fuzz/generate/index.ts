import type { CaseClass, FuzzCase } from '../case.ts';
import { Draw } from '../draw.ts';
import { commandCase } from './command.ts';
import { experimentCase } from './experiment.ts';
import { platformCase } from './platform.ts';
import { pluginCase } from './plugin.ts';
import type { Produced } from './produced.ts';
import { profileCase } from './profile.ts';
import { baselineCase, resultCase } from './result.ts';
import { traceCase } from './trace.ts';

const GENERATORS: Readonly<Record<CaseClass, (draw: Draw, produced: Produced) => FuzzCase>> = {
  experiment: experimentCase,
  platform: platformCase,
  profile: profileCase,
  trace: traceCase,
  plugin: pluginCase,
  baseline: baselineCase,
  result: resultCase,
  command: commandCase,
};

/** How many of a hundred cases are of which class: those that take longest come up least. */
const WEIGHTS: Readonly<Record<CaseClass, number>> = {
  experiment: 37,
  platform: 26,
  profile: 8,
  trace: 11,
  plugin: 1,
  baseline: 7,
  result: 8,
  command: 2,
};

/** The case with this number; the same seed and number give the same case. */
export function makeCase(seed: number, index: number, produced: Produced, only?: CaseClass): FuzzCase {
  const draw = new Draw(seed, index);
  const drawn = draw.weighted(WEIGHTS);
  return GENERATORS[only ?? drawn](draw, produced);
}
