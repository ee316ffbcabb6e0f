import type { Command } from 'commander';
import { PLUGIN_TIMEOUT, timeSpan } from '../arguments.ts';
import { type Done, EXIT } from '../exit.ts';

const EXAMPLES = `
Examples:
  wattshift validate my.yaml
  wattshift validate my.yaml platforms/*.xml`;

export function addValidate(program: Command, done: Done): Command {
  return program
    .command('validate')
    .description('check experiment files and platform XML: every problem at once')
    .argument('<files...>', 'experiment files (YAML or JSON) and SimGrid platforms (XML)')
    .option('--plugin-timeout <time>', PLUGIN_TIMEOUT, timeSpan)
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], { pluginTimeout }: { readonly pluginTimeout?: number }) => {
      let code: number = EXIT.ok;
      // one after the other: messages come in the order of the files
      for (const file of files) if (!(await isValid(file, pluginTimeout))) code = EXIT.input;
      done(code);
    });
}

/** Says what it thinks of the file. */
async function isValid(file: string, pluginTimeoutS: number | undefined): Promise<boolean> {
  const [{ validateFile }, { formatProblem }] = await Promise.all([
    import('../../experiment/validate.ts'),
    import('../../base/problem.ts'),
  ]);
  const { kind, problems, warnings } = await validateFile(file, undefined, { pluginTimeoutS });
  const lines = [...problems.map(formatProblem), ...warnings.map((warning) => `warning: ${formatProblem(warning)}`)];
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  if (problems.length === 0) process.stdout.write(`${file}: a valid ${kind}${kind === 'experiment' ? ' file' : ''}\n`);
  return problems.length === 0;
}
