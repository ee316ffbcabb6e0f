/** An experiment as it comes to be run: from `loadExperiment` with nothing more to look at, or made by hand. */
import { z } from 'zod';
import { custom } from '../base/kind.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { builtIn } from '../models/registry.ts';
import { checkScenario } from './check-scenario.ts';
import { isChecked } from './checked.ts';
import type { Cell, Experiment } from './experiment.ts';
import { parseTable, type Table } from './issue.ts';
import { FILE_TABLE, SEED_LIST } from './parameters.ts';
import { loadPlugins } from './plugins.ts';

const EXPERIMENT_TABLE = {
  name: FILE_TABLE.name,
  file: custom(z.string().optional(), '', 'What messages call it'),
  seeds: SEED_LIST,
  cells: custom(
    z.array(z.unknown(), { error: 'expected a list of cells' }).min(1, { error: 'no cells' }),
    '',
    'The cells: { id, axes, scenario } each',
  ),
  inputs: custom(z.array(z.unknown()).default([]), '', 'What it was made from'),
  plugins: custom(z.array(z.string()).default([]), '', 'Absolute paths of modules with kinds of your own'),
} as const satisfies Table;

const CELL_TABLE = {
  id: custom(z.string().min(1), '', 'The name of the cell, no other has the same'),
  axes: custom(z.record(z.string(), z.unknown()).default({}), '', 'The swept paths with their values'),
  scenario: custom(z.looseObject({}), '', 'What is to be run'),
} as const satisfies Table;

/** The experiment with every scenario checked. Throws InputError with every problem at once, by dotted path. */
export async function checkExperiment(given: object): Promise<Experiment> {
  const read = parseTable(EXPERIMENT_TABLE as Table, given, [], '');
  const problems: Problem[] = [];
  const report = (found: typeof read, base: string) => {
    if (found.ok) return;
    for (const { path, what, hint } of found.issues)
      problems.push({
        file: 'experiment',
        line: 0,
        column: 0,
        path: [base, ...path].filter(Boolean).join('.'),
        what,
        hint,
      });
  };
  report(read, '');
  const experiment = given as Experiment;
  const cells = Array.isArray(experiment.cells) ? experiment.cells : [];
  for (const [i, cell] of cells.entries()) report(parseTable(CELL_TABLE as Table, cell, [], 'a cell'), `cells.${i}`);
  if (problems.length > 0) throw new InputError(problems);
  demandOwnIds(cells);
  const { file = experiment.name, plugins = [], inputs = [] } = experiment;
  return { ...experiment, file, plugins, inputs, cells: await checkCells(cells, plugins) };
}

async function checkCells(cells: readonly Cell[], plugins: readonly string[]): Promise<readonly Cell[]> {
  if (cells.every(({ scenario }) => isChecked(scenario))) return cells;
  const registry = await loadPlugins(plugins, builtIn);
  const problems: Problem[] = [];
  const checked: Cell[] = [];
  for (const [i, cell] of cells.entries()) {
    if (isChecked(cell.scenario)) checked.push(cell);
    else
      await checkScenario(cell.scenario, registry, 'experiment', ['cells', i, 'scenario']).then(
        (scenario) => checked.push({ ...cell, axes: cell.axes ?? {}, scenario }),
        (error: unknown) => {
          if (!(error instanceof InputError)) throw error;
          problems.push(...error.problems);
        },
      );
  }
  if (problems.length > 0) throw new InputError(problems);
  return checked;
}

/** Each cell has a folder by its id. */
function demandOwnIds(cells: readonly Cell[]): void {
  const ids = cells.map(({ id }) => id);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice < 0) return;
  const what = `there is another cell '${ids[twice]}'`;
  throw new InputError([
    { file: 'experiment', line: 0, column: 0, path: `cells.${twice}.id`, what, hint: 'rename one' },
  ]);
}
