/** `wattshift model uniform` and its like: one evaluation, or a sweep. */
import type { Command } from 'commander';
import { type Done, EXIT } from '../exit.ts';
import { guarded } from './guarded.ts';
import type { ModelFace } from './models.ts';
import { addOptions, type OptionName, optionUnit, readTexts, readValues, type Values, wrong } from './options.ts';
import { readSweep } from './sweep-option.ts';

interface Options {
  readonly sweep?: string;
  readonly plot?: string;
  readonly table?: boolean;
  readonly json?: boolean;
  readonly simulate?: boolean;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  uniform: `
Examples:
  wattshift model uniform --memory '4 GB' --page-size '4 KB' --bandwidth '1 Gbps' --dirty-rate '40 MB/s' --alpha 0.01
  wattshift model uniform --sweep alpha=0.05:0.5:0.05
  wattshift model uniform --sweep alpha=0.02:0.5:0.002 --plot uniform.svg
  wattshift model uniform --simulate                      the same VM on SimGrid beside it`,
  hot1: `
Examples:
  wattshift model hot1 --hot-ratio 0.2 --alpha 0.1
  wattshift model hot1 --sweep hot-ratio=0:0.5:0.05`,
  hot2: `
Examples:
  wattshift model hot2 --hot-ratio 0.2 --alpha 0.1
  wattshift model hot2 --sweep hot-ratio=0:0.5:0.05 --json`,
  liu: `
Examples:
  wattshift model liu --memory '512 MB' --bandwidth '512 Mbps' --dirty-rate '20 MB/s'
  wattshift model liu --sweep 'dirty-rate=5 MB/s:60 MB/s:5 MB/s'`,
  'stop-and-copy': `
Examples:
  wattshift model stop-and-copy --memory '4 GB' --bandwidth '1 Gbps'
  wattshift model stop-and-copy --memory '4 GB' --sweep 'bandwidth=1 Gbps,10 Gbps,25 Gbps'`,
  'post-copy': `
Examples:
  wattshift model post-copy --memory '4 GB' --bandwidth '1 Gbps' --state '1 MB'
  wattshift model post-copy --bandwidth '1 Gbps' --sweep 'memory=1 GB:16 GB:1 GB'`,
};

export function addModel(parent: Command, face: ModelFace, done: Done): void {
  const command = parent.command(face.name).description(face.title);
  addOptions(command, face.options, face.defaults)
    .option('--sweep <name=values>', 'vary one of the options: NAME=FROM:TO:STEP or NAME=A,B,C')
    .option('--plot <file>', 'draw the sweep instead of printing it, as SVG or PNG by the ending of the name')
    .option('--table', 'with --plot, print it as well')
    .option('--json', 'print JSON, everything in SI units');
  if (face.beside) command.option('--simulate', 'run the same migration on SimGrid, and show the difference');
  command
    .addHelpText(
      'after',
      `\nSource: ${face.source}.${face.options.includes('alpha') ? ' The defaults are the VM of its table 2.' : ''}\n${EXAMPLES[face.name] ?? ''}`,
    )
    .action((options: Options) =>
      guarded(`model ${face.name}`, () => evaluate(command, face, options)).then(() => done(EXIT.ok)),
    );
}

async function evaluate(command: Command, face: ModelFace, options: Options): Promise<void> {
  const texts = readTexts(command, face.options);
  if (options.sweep !== undefined) {
    if (options.simulate) throw wrong('simulate', 'takes one evaluation, not a sweep');
    return sweep(face, readSweep(options.sweep, texts, face.options), options);
  }
  if (options.plot !== undefined) {
    throw wrong('plot', 'draws a sweep, and there is none', 'add one, such as --sweep alpha=0.05:0.5:0.005');
  }
  const values = readValues(texts);
  const outcome = face.evaluate(values);
  const simulated = options.simulate ? await face.beside?.(values) : undefined;
  if (options.json) {
    const { name: model, source } = face;
    return print(JSON.stringify({ model, source, parameters: parameters(face, values), outcome, simulated }, null, 2));
  }
  const { besideTable, resultList, roundsTable } = await import('./tables.ts');
  print(resultList(face.results, outcome));
  if (Array.isArray(outcome.rounds)) print(`\n${roundsTable(outcome.rounds)}\n\nThe rounds ended: ${outcome.ended}.`);
  if (outcome.gammaLeft === true) print('A gamma is no share here: the fit does not reach rounds as long as these.');
  if (simulated) print(`\n${besideTable(simulated)}`);
}

async function sweep(face: ModelFace, { parameter, values, points }: ReturnType<typeof readSweep>, options: Options) {
  const { checkPlotName, writePlot } = await import('../../report/plot/write.ts');
  if (options.plot !== undefined) checkPlotName(options.plot);
  const rows = points.map((point) => face.evaluate(point));
  const unit = optionUnit(parameter);
  if (options.json) {
    const columns = Object.fromEntries(face.results.map(({ key }) => [key, rows.map((row) => row[key])]));
    const { [parameter]: _, ...fixed } = parameters(face, points[0] as Values);
    const { name: model, source } = face;
    print(JSON.stringify({ model, source, parameters: fixed, sweep: { parameter, unit, values }, columns }, null, 2));
  } else if (options.plot === undefined || options.table) {
    const { sweepTable } = await import('./tables.ts');
    print(sweepTable({ name: parameter, unit, values }, face.results, rows));
  }
  if (options.plot === undefined) return;
  const { sweepView } = await import('./sweep-view.ts');
  await writePlot(options.plot, sweepView(face, { parameter, unit, values }, rows));
  if (!options.json) print(`${options.plot}: ${values.length} points over ${parameter}`);
}

/** In SI, by the names of the options; memory in pages and in bytes. */
const parameters = (face: ModelFace, values: Values): Readonly<Partial<Record<OptionName, number>>> =>
  Object.fromEntries(face.options.map((name) => [name, values[name]]));

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
