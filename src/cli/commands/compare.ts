import type { Command } from 'commander';
import type { Comparison } from '../../compare/comparison.ts';
import type { TableFormat } from '../../report/table/format-names.ts';
import { formatOption, PLUGIN_TIMEOUT, positiveInteger, timeSpan, wideOption } from '../arguments.ts';
import { type Done, EXIT } from '../exit.ts';

interface Options {
  readonly seeds?: number;
  readonly jobs?: number;
  readonly pluginTimeout?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly format?: TableFormat;
  readonly markdown?: boolean;
  readonly wide?: boolean;
  readonly metric?: readonly string[];
  readonly reference?: string;
}

const EXAMPLES = `
Seeds are paired: both cells see the same loads. Each metric that is added makes the correction stricter for all.

Examples:
  wattshift compare sweep.yaml                                  run it, or what is missing, and compare
  wattshift compare results/sweep --reference mechanism=ideal   finished results, against another cell
  wattshift compare results/sweep --metric energyJ downtimeMeanS --format md`;

export function addCompare(program: Command, done: Done): Command {
  return program
    .command('compare')
    .description('cells against one of them: paired differences, 95 % intervals, significance')
    .argument('<file-or-results>', 'experiment file, or results folder or its result.json')
    .option('--seeds <n>', 'run seeds 0..n-1 instead of those in the file', positiveInteger)
    .option('--out <dir>', 'output folder (default: results/<name of the experiment>)')
    .option('--jobs <n>', 'runs at a time (default: one per core)', positiveInteger)
    .option('--plugin-timeout <time>', PLUGIN_TIMEOUT, timeSpan)
    .option('--reference <cell>', 'id of the cell to compare with, or a part of it (default: the first cell)')
    .option('--metric <name...>', 'metrics by name, or all (default: the few that decide)')
    .option('--json', 'print the comparison as JSON')
    .addOption(formatOption())
    .option('--markdown', 'the same as --format md')
    .addOption(wideOption())
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: Options, command: Command) =>
      done(await compare(path, { ...options, ...command.optsWithGlobals<{ debug?: boolean }>() })),
    );
}

async function compare(path: string, options: Options & { readonly debug?: boolean }): Promise<number> {
  const { seeds, jobs, pluginTimeout: pluginTimeoutS, out, reference, metric } = options;
  const [{ measure }, { reportIncomplete, withProgress }, { compareResults }] = await Promise.all([
    import('../../sweep/measure.ts'),
    import('../measured.ts'),
    import('../../compare/compare-results.ts'),
  ]);
  const measurement = await withProgress((more) => measure(path, { seeds, jobs, pluginTimeoutS, out, ...more }));
  // a part of the cells would be corrected for fewer comparisons than the whole
  if (measurement.completed < measurement.total) {
    return reportIncomplete(measurement, { debug: options.debug === true });
  }
  const comparison = compareResults(measurement.result, { reference, metrics: metric });
  process.stdout.write(await print(comparison, options));
  return EXIT.ok;
}

async function print(comparison: Comparison, { json, markdown, wide, format = markdown ? 'md' : undefined }: Options) {
  const { formatComparison, formatComparisonMarkdown } = await import('../../compare/format.ts');
  if (json) return formatComparison(comparison);
  if (format === 'md') return formatComparisonMarkdown(comparison, { wide });
  if (format) {
    const [{ formatTable }, { comparisonTable }] = await Promise.all([
      import('../../report/table/format.ts'),
      import('../../compare/comparison-table.ts'),
    ]);
    return formatTable(comparisonTable(comparison), format, { wide });
  }
  const { showComparison } = await import('../comparison-text.ts');
  return showComparison(comparison, { wide });
}
