import { Command } from 'commander';
import { version } from '../base/version.ts';
import { commands } from './commands/index.ts';
import type { Done } from './exit.ts';

const EXAMPLES = `
Examples:
  wattshift run examples/first.yaml            run an experiment; results go to results/<its name>
  wattshift run examples/first.yaml --json     the same, and the result as JSON on stdout
  wattshift compare results/first              its cells side by side: differences, intervals, significance
  wattshift validate my.yaml my-platform.xml   every problem at once, with line and hint
  wattshift platform --racks 4 --hosts 16      a platform to start from, as XML with comments
  wattshift list mechanisms                    what an experiment file can name, with parameters

Exit codes: 0 fine, 1 a check found a difference, 2 bad input, 3 the simulation failed, 130 interrupted.`;

/** The command line. Throws CommanderError instead of ending the process. */
export function createProgram(done: Done): Command {
  const program = new Command('wattshift')
    .description('How much energy does moving virtual machines really save, once the moving itself is paid for?')
    .version(version, '-v, --version')
    .option('--debug', 'with an error, show the stack')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(wattshift --help shows the commands)')
    .exitOverride();
  for (const add of commands) inherit(add(program, done), program);
  return program;
}

function inherit(command: Command, program: Command): void {
  command.copyInheritedSettings(program).showHelpAfterError(`(wattshift ${command.name()} --help shows how)`);
}
