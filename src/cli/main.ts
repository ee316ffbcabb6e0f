/** The command: parses, runs, and turns what went wrong into a message and an exit code. */
import { CommanderError } from 'commander';
import { OutputError } from '../base/problem.ts';
import { exitCodeOf, printError } from './errors.ts';
import { EXIT } from './exit.ts';
import { createProgram } from './program.ts';

// a reader that has seen enough, such as `head`, is no failure
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    printError(new OutputError(stream === process.stdout ? 'standard output' : 'standard error', error), {
      debug: false,
    });
    process.exit(EXIT.simulation);
  });
}

const program = createProgram((code) => {
  process.exitCode = code;
});
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // commander has printed its own messages already
  if (!(error instanceof CommanderError))
    printError(error, { debug: program.opts<{ debug?: boolean }>().debug === true });
}
