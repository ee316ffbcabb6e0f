import type { Command } from 'commander';
import type { TableFormat } from '../../report/table/format-names.ts';
import { formatOption, PLUGIN_TIMEOUT, positiveInteger, timeSpan, wideOption } from '../arguments.ts';
import { type Done, EXIT } from '../exit.ts';
import { exitCodeOfFailures, printFailures } from '../failures.ts';
import { withProgress } from '../measured.ts';
import { printJson, printReport, printTableAs } from '../run-report.ts';

interface Options {
  readonly seeds?: number;
  readonly out?: string;
  readonly jobs?: number;
  readonly pluginTimeout?: number;
  readonly json?: boolean;
  readonly format?: TableFormat;
  readonly wide?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Runs that are finished in the output folder are kept: after an interruption the same command goes on from there.

Examples:
  wattshift run examples/first.yaml
  wattshift run sweep.yaml --seeds 5 --out /tmp/sweep --jobs 4
  wattshift run sweep.yaml --json | jq '.cells[].metrics.savedEnergyRatio.mean'
  wattshift run sweep.yaml --format latex > table.tex`;

export function addRun(program: Command, done: Done): Command {
  return program
    .command('run')
    .description('run an experiment: every cell of its sweep with every seed')
    .argument('<file>', 'experiment file, YAML or JSON')
    .option('--seeds <n>', 'run seeds 0..n-1 instead of those in the file', positiveInteger)
    .option('--out <dir>', 'output folder (default: results/<name of the experiment>)')
    .option('--json', 'print the result as JSON on stdout instead of a table')
    .addOption(formatOption())
    .addOption(wideOption())
    .option('--jobs <n>', 'runs at a time (default: one per core); the result does not depend on it', positiveInteger)
    .option('--plugin-timeout <time>', PLUGIN_TIMEOUT, timeSpan)
    .option('--quiet', 'print nothing but errors')
    .option('--verbose', 'say what the runs took')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: Options, command: Command) =>
      done(await run(file, { ...options, ...command.optsWithGlobals<{ debug?: boolean }>() })),
    );
}

async function run(file: string, options: Options & { readonly debug?: boolean }): Promise<number> {
  const { runFile } = await import('../../sweep/run-experiment-file.ts');
  const { seeds, jobs, pluginTimeout: pluginTimeoutS } = options;
  const { experiment, out, ...outcome } = await withProgress(
    (more) => runFile(file, { seeds, out: options.out, jobs, pluginTimeoutS, ...more }),
    options.quiet,
  );

  printFailures(outcome.failures, { debug: options.debug === true });
  if (options.json) await printJson(outcome);
  else if (options.format) await printTableAs(options.format, outcome, options);
  else if (!options.quiet) await printReport(experiment, outcome, { ...options, out });
  if (outcome.interrupted) {
    const { completed, total } = outcome;
    process.stderr.write(
      `interrupted: ${completed} of ${total} runs are finished and kept in ${out}; the same command goes on from there\n`,
    );
    return EXIT.interrupted;
  }
  if (outcome.unwritten) throw outcome.unwritten;
  if (outcome.failures.some(({ kind }) => kind === 'output')) {
    const { completed, total } = outcome;
    process.stderr.write(`${completed} of ${total} runs are finished and kept; the same command goes on from there\n`);
  }
  return exitCodeOfFailures(outcome.failures);
}
