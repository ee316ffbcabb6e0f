import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { Registry } from '../../models/registry.ts';
import { type Done, EXIT } from '../exit.ts';

/** The words of the sections; a test holds them against the table, which is read only when it is needed. */
export const WORDS = [
  'workloads',
  'policies',
  'mechanisms',
  'energy',
  'facility',
  'placements',
  'arrivals',
  'lifetimes',
  'when',
  'which',
  'where',
  'empty',
  'veto',
];

interface Options {
  readonly plugin: readonly string[];
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  wattshift list                       every kind
  wattshift list mechanisms            one sort of them
  wattshift list --json                the same for programs
  wattshift list --plugin halves.ts    with the kinds of your own module
  wattshift list schema > schema.json  the JSON Schema of experiment files, for editors
  wattshift list schema --plugin halves.ts > schema.json
                                       the same with the kinds of your own module`;

export function addList(program: Command, done: Done): Command {
  return program
    .command('list')
    .description('list what an experiment file can name: parameters, units, defaults, sources')
    .addArgument(new Argument('[kind]', 'one sort of kinds, or the schema').choices([...WORDS, 'schema']))
    .option(
      '--plugin <file>',
      'an ES module with kinds of your own, as under plugins in an experiment file; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [] as readonly string[],
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (kind: string | undefined, { plugin, json = false }: Options) => {
      process.stdout.write(`${await list(kind, await registryWith(plugin), json)}\n`);
      done(EXIT.ok);
    });
}

/** The built-in kinds and those of the user's modules, which are named relative to the working directory. */
async function registryWith(plugins: readonly string[]): Promise<Registry> {
  const { builtIn } = await import('../../models/registry.ts');
  if (plugins.length === 0) return builtIn;
  const { loadPlugins } = await import('../../experiment/plugins.ts');
  return loadPlugins(
    plugins.map((plugin) => resolve(plugin)),
    builtIn,
    (i) => ({ file: plugins[i] as string, line: 0, column: 0 }),
  );
}

async function list(kind: string | undefined, registry: Registry, json: boolean): Promise<string> {
  if (kind === 'schema') {
    const { experimentJsonSchema } = await import('../../experiment/json-schema.ts');
    return JSON.stringify(experimentJsonSchema(registry), null, 2);
  }
  const [{ describeKinds }, { SECTION_NAMES, SECTIONS }] = await Promise.all([
    import('../../models/describe.ts'),
    import('../../models/sections.ts'),
  ]);
  const names = SECTION_NAMES.filter((name) => kind === undefined || SECTIONS[name].word === kind);
  const found = names.map((name) => [SECTIONS[name].word, describeKinds(name, registry)] as const);
  if (json) return JSON.stringify(Object.fromEntries(found), null, 2);
  const [{ kindTable }, { citedTitles }] = await Promise.all([import('../kind-table.ts'), import('../sources.ts')]);
  const tables = found.map(([word, kinds]) => kindTable(word, kinds)).join('\n\n');
  return [tables, citedTitles(tables).join('\n')].filter((part) => part !== '').join('\n\n');
}
