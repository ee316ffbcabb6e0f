import type { Command } from 'commander';
import type { Done } from '../exit.ts';
import { addModel } from '../model/evaluate.ts';
import { addFigures } from '../model/figures.ts';
import { modelFaces } from '../model/models.ts';
import { addQuestions } from '../model/questions.ts';

const EXAMPLES = `
Examples:
  wattshift model uniform --alpha 0.05                     downtime, total time, pages, utilisation
  wattshift model uniform --sweep alpha=0.05:0.5:0.05      the same over alpha
  wattshift model hot1 --simulate                          a formula and SimGrid, and the difference
  wattshift model optimum uniform --u-max 0.6              the alpha with the least downtime
  wattshift model bandwidth uniform --downtime '300 ms'    what the network must carry
  wattshift model figures --out figures                    figures 1 to 4 of the source`;

export function addModelCommands(program: Command, done: Done): Command {
  const model = program.command('model').description('migration in closed form, without a simulation');
  for (const face of modelFaces) addModel(model, face, done);
  addQuestions(model, done);
  addFigures(model, done);
  return model.addHelpText('after', EXAMPLES);
}
