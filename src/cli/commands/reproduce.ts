import { join } from 'node:path';
import type { Command } from 'commander';
import { positiveInteger } from '../arguments.ts';
import { type Done, EXIT } from '../exit.ts';
import { exitCodeOfFailures, printFailures } from '../failures.ts';
import { withProgress } from '../measured.ts';

interface Options {
  readonly seeds?: number;
  readonly jobs?: number;
  readonly out: string;
  readonly write?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Without a name, all items: a few minutes on two cores. Runs that are finished in the output folder are kept.

Examples:
  wattshift reproduce whp                              one item, as a table
  wattshift reproduce whp --seeds 3                    the same at a glance
  wattshift reproduce --write docs/reproduction.md     all of it, as a document with pictures`;

export function addReproduce(program: Command, done: Done): Command {
  return program
    .command('reproduce')
    .description("the figures that Akiyama's thesis and Aldhalaan and Menascé's paper print beside this tool's own")
    .argument('[name...]', 'items to reproduce (default: all)')
    .option('--seeds <n>', 'run seeds 0..n-1 instead of those in the experiment files', positiveInteger)
    .option('--jobs <n>', 'runs at a time (default: one per core); the result does not depend on it', positiveInteger)
    .option('--out <dir>', 'folder for the runs', join('results', 'reproduce'))
    .option('--write <file>', 'write a Markdown document, with its pictures beside it')
    .option('--json', 'print the report as JSON on stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (names: readonly string[], options: Options, command: Command) =>
      done(await reproduceNamed(names, { ...options, ...command.optsWithGlobals<{ debug?: boolean }>() })),
    );
}

async function reproduceNamed(
  names: readonly string[],
  options: Options & { readonly debug?: boolean },
): Promise<number> {
  const { loadReproduction } = await import('../reproduction-package.ts');
  const { reproduce, tables, writeReport } = await loadReproduction();
  if (options.write) {
    const { demandPlotPackages } = await import('../../report/plot/packages.ts');
    demandPlotPackages(options.write, '.svg');
  }
  const { out, seeds, jobs } = options;
  const { report, interrupted, failures } = await withProgress((more) =>
    reproduce(names, { out, seeds, jobs, ...more }),
  );
  printFailures(failures, { debug: options.debug === true });
  if (interrupted) {
    process.stderr.write(`interrupted: finished runs are kept in ${out}; the same command goes on from there\n`);
    return EXIT.interrupted;
  }
  if (!report) return exitCodeOfFailures(failures);
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!options.write) {
    const [{ colours }, { showTable }] = await Promise.all([import('../colours.ts'), import('../screen.ts')]);
    const { bold } = colours(process.stdout);
    const blocks = tables(report).map(
      ({ title, where, table }) => `${bold(title)} (${where})\n${showTable(table, process.stdout)}`,
    );
    process.stdout.write(`${blocks.join('\n\n')}\n`);
  }
  if (options.write) {
    const [document, ...pictures] = await writeReport(report, options.write);
    if (!options.json) process.stdout.write(`${document} and ${pictures.length} pictures written\n`);
  }
  return EXIT.ok;
}
