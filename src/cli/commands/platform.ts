import type { Command } from 'commander';
import { OPTIONS, type OptionName, type PlatformOption } from '../../platform/options.ts';
import { type Done, EXIT } from '../exit.ts';

const EXAMPLES = `
Examples:
  wattshift platform --racks 4 --hosts 16
  wattshift platform --racks 40 --hosts 16 --nic 25Gbps --oversubscription 3 --watts 90:210 --ram 256GiB -o dc.xml
  wattshift platform --racks 8 --hosts 20 --storage 100Gbps -o dc.xml && wattshift validate dc.xml

An experiment file takes the same, as platform: { racks: 40, hosts: 16 }, and may vary each of them in its sweep.`;

type Texts = { readonly [K in OptionName]?: string };

export function addPlatform(program: Command, done: Done): Command {
  const command = program
    .command('platform')
    .description('write a platform of racks of equal hosts: XML with comments, to go on editing');
  for (const [name, option] of Object.entries(OPTIONS)) {
    const { argument, description, default: fallback }: PlatformOption = option;
    command.option(`--${name} <${argument}>`, description, fallback);
  }
  return command
    .option('-o, --out <file>', 'write it to a file instead of stdout')
    .addHelpText('after', EXAMPLES)
    .action(async ({ out, ...options }: Texts & { readonly out?: string }) => {
      const { generateFromTexts } = await import('../../platform/generate.ts');
      const xml = generateFromTexts(options);
      if (out === undefined) process.stdout.write(xml);
      else await write(out, xml);
      done(EXIT.ok);
    });
}

async function write(file: string, xml: string): Promise<void> {
  const [{ writeFileSync }, { InputError }] = await Promise.all([import('node:fs'), import('../../base/problem.ts')]);
  try {
    // what is there may have been edited
    writeFileSync(file, xml, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const exists = code === 'EEXIST';
    const what = exists ? 'is there already' : `cannot be written (${code ?? message})`;
    throw new InputError([{ file, line: 0, column: 0, what, hint: exists ? 'remove it, or choose another name' : '' }]);
  }
}
