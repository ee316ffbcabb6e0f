import { Argument, type Command } from 'commander';
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

const EXAMPLES = `
Examples:
  wattshift list                       every kind
  wattshift list mechanisms            one sort of them
  wattshift list --json                the same for programs
  wattshift list schema > schema.json  the JSON Schema of experiment files, for editors`;

export function addList(program: Command, done: Done): Command {
  return program
    .command('list')
    .description('list what an experiment file can name: parameters, units, defaults, sources')
    .addArgument(new Argument('[kind]', 'one sort of kinds, or the schema').choices([...WORDS, 'schema']))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (kind: string | undefined, options: { json?: boolean }) => {
      process.stdout.write(`${await list(kind, options.json === true)}\n`);
      done(EXIT.ok);
    });
}

async function list(kind: string | undefined, json: boolean): Promise<string> {
  if (kind === 'schema') {
    const { experimentJsonSchema } = await import('../../experiment/json-schema.ts');
    return JSON.stringify(experimentJsonSchema(), null, 2);
  }
  const [{ describeKinds }, { SECTION_NAMES, SECTIONS }] = await Promise.all([
    import('../../kinds.ts'),
    import('../../sections.ts'),
  ]);
  const names = SECTION_NAMES.filter((name) => kind === undefined || SECTIONS[name].word === kind);
  const found = names.map((name) => [SECTIONS[name].word, describeKinds(name)] as const);
  if (json) return JSON.stringify(Object.fromEntries(found), null, 2);
  const { kindTable } = await import('../kind-table.ts');
  return found.map(([word, kinds]) => kindTable(word, kinds)).join('\n\n');
}
