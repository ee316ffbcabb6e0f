import type { Command } from 'commander';
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
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[]) => {
      let code: number = EXIT.ok;
      // one after the other: messages come in the order of the files
      for (const file of files) if (!(await isValid(file))) code = EXIT.input;
      done(code);
    });
}

/** Says what it thinks of the file. */
async function isValid(file: string): Promise<boolean> {
  const [{ validateFile }, { formatProblem }, { printWarning }] = await Promise.all([
    import('../../experiment/validate.ts'),
    import('../../problem.ts'),
    import('../failures.ts'),
  ]);
  const { kind, problems, warnings } = await validateFile(file);
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  for (const warning of warnings) printWarning(warning);
  if (problems.length === 0) process.stdout.write(`${file}: a valid ${kind}${kind === 'experiment' ? ' file' : ''}\n`);
  return problems.length === 0;
}
