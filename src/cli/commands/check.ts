import { extname, relative } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CheckOutcome } from '../../check/check-file.ts';
import type { CheckReport } from '../../check/report.ts';
import { PLUGIN_TIMEOUT, positiveInteger, timeSpan, wideOption } from '../arguments.ts';
import { type Done, EXIT } from '../exit.ts';

interface Options {
  readonly baseline: string;
  readonly update?: boolean;
  readonly tolerance?: Readonly<Record<string, string>>;
  readonly seeds?: number;
  readonly jobs?: number;
  readonly pluginTimeout?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly annotations?: boolean;
  readonly wide?: boolean;
}

const EXAMPLES = `
Runs are deterministic, so metrics must be exactly as recorded unless there is a tolerance: 1e-6 or '0.1 %' of the
recorded value, 'absolute 2' in the metric's unit, or exact; 'all' is for every metric that has none of its own.
With --update, tolerances are kept in the baseline.

Examples:
  wattshift check my.yaml --baseline energy-baseline.json --update    record, or accept what moved
  wattshift check my.yaml --baseline energy-baseline.json             exit code 1 if anything moved
  wattshift check results/my --baseline energy-baseline.json --tolerance energyJ=1e-6 'migrations=absolute 2'`;

export function addCheck(program: Command, done: Done): Command {
  return program
    .command('check')
    .description('compare with recorded figures; exit code 1 and a table if any moved')
    .argument('<file-or-results>', 'experiment file, or results folder or its result.json')
    .requiredOption('--baseline <file>', 'the recorded figures')
    .option('--update', 'record the figures as they are now')
    .option('--tolerance <metric=amount...>', 'how far a metric may move', readTolerance)
    .option('--seeds <n>', 'run seeds 0..n-1 instead of those in the file', positiveInteger)
    .option('--out <dir>', 'output folder (default: results/<name of the experiment>)')
    .option('--jobs <n>', 'runs at a time (default: one per core)', positiveInteger)
    .option('--plugin-timeout <time>', PLUGIN_TIMEOUT, timeSpan)
    .option('--json', 'print the report as JSON')
    .option('--annotations', 'mark differences in GitHub Actions (default: where GITHUB_ACTIONS is true)')
    .option('--no-annotations', 'leave that out, there too')
    .addOption(wideOption('every figure that moved, in every run'))
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: Options, command: Command) =>
      done(await check(path, { ...options, ...command.optsWithGlobals<{ debug?: boolean }>() })),
    );
}

function readTolerance(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, metric, amount] = /^\s*(\w+)\s*=(.*)$/.exec(text) ?? [];
  if (metric === undefined || amount === undefined) throw new InvalidArgumentError('Expected metric=amount.');
  return { ...before, [metric]: amount };
}

async function check(path: string, options: Options & { readonly debug?: boolean }): Promise<number> {
  const { baseline, update, tolerance, seeds, jobs, pluginTimeout: pluginTimeoutS, out } = options;
  const [{ checkFile }, { reportIncomplete, withProgress }] = await Promise.all([
    import('../../check/check-file.ts'),
    import('../measured.ts'),
  ]);
  const outcome = await withProgress((more) =>
    checkFile(path, baseline, { update, tolerances: tolerance, seeds, jobs, pluginTimeoutS, out, ...more }),
  );
  if (outcome.kind === 'incomplete') return reportIncomplete(outcome.measurement, { debug: options.debug === true });
  process.stdout.write(await print(outcome, baseline, options));
  const { annotations = process.env.GITHUB_ACTIONS === 'true' } = options;
  if (annotations && outcome.kind === 'checked') await annotate(outcome.report, fileToMark(path, baseline));
  return outcome.kind === 'recorded' || outcome.report.same ? EXIT.ok : EXIT.different;
}

/** As GitHub names it. Results are not part of a commit; the baseline is. */
function fileToMark(path: string, baseline: string): string {
  const file = /^\.ya?ml$/i.test(extname(path)) ? path : baseline;
  return relative(process.env.GITHUB_WORKSPACE ?? '.', file);
}

/** On stderr, where it does not get between other output; the runner reads both. */
async function annotate(report: CheckReport, file: string): Promise<void> {
  const { annotations } = await import('../../check/annotations.ts');
  for (const line of annotations(report, file)) process.stderr.write(`${line}\n`);
}

async function print(
  outcome: Exclude<CheckOutcome, { kind: 'incomplete' }>,
  baseline: string,
  { json, wide }: Options,
): Promise<string> {
  const { report } = outcome;
  if (json) {
    const { formatJson } = await import('../../results/json.ts');
    return formatJson(report);
  }
  const { checkTable } = await import('../check-table.ts');
  if (outcome.kind === 'checked') return checkTable(report, process.stdout, { wide });
  const moved = report.same ? '' : checkTable(report, process.stdout, { wide });
  const runs = report.runs + report.added.length;
  return `${moved}${runs} run${runs === 1 ? '' : 's'} recorded in ${baseline}\n`;
}
