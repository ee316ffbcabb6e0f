/** `wattshift model figures`: figures 1 to 4 of the source from our numbers. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type Done, EXIT } from '../exit.ts';

interface Options {
  readonly out: string;
  readonly format: 'svg' | 'png';
  readonly json?: boolean;
}

export function addFigures(parent: Command, done: Done): void {
  parent
    .command('figures')
    .description('draw figures 1 to 4 of the source (Aldhalaan and Menascé 2013) from these models')
    .option('--out <dir>', 'folder for the pictures', 'figures')
    .addOption(new Option('--format <format>', 'of the pictures').choices(['svg', 'png']).default('svg'))
    .option('--json', 'print the curves as JSON, and draw nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  wattshift model figures --out docs/analytic\n  wattshift model figures --json',
    )
    .action(async (options: Options) => {
      await figures(options);
      done(EXIT.ok);
    });
}

async function figures({ out, format, json }: Options): Promise<void> {
  const { figures: draw } = await import('../../analytic/figures.ts');
  const all = draw();
  if (json) {
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  const [{ writePlot }, { figureView }] = await Promise.all([
    import('../../report/plot/write.ts'),
    import('./figure-view.ts'),
  ]);
  for (const number of ['1', '2', '3', '4']) {
    const file = join(out, `figure-${number}.${format}`);
    await writePlot(file, figureView(all.filter((figure) => figure.number.startsWith(number))));
    process.stdout.write(`${file}\n`);
  }
}
