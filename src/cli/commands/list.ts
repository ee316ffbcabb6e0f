import { Argument, type Command } from 'commander';
import type { KindInfo } from '../../kinds.ts';
import { type Done, EXIT } from '../exit.ts';

const SECTIONS = {
  policies: 'policies',
  mechanisms: 'mechanisms',
  workloads: 'workloads',
  energy: 'migrationEnergies',
  facility: 'facilities',
} as const;
type Section = keyof typeof SECTIONS;

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
    .addArgument(
      new Argument('[kind]', 'one sort of kinds, or the schema').choices([...Object.keys(SECTIONS), 'schema']),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (kind: Section | 'schema' | undefined, options: { json?: boolean }) => {
      process.stdout.write(`${await list(kind, options.json === true)}\n`);
      done(EXIT.ok);
    });
}

async function list(kind: Section | 'schema' | undefined, json: boolean): Promise<string> {
  if (kind === 'schema') {
    const { experimentJsonSchema } = await import('../../experiment/json-schema.ts');
    return JSON.stringify(experimentJsonSchema(), null, 2);
  }
  const { describeKinds } = await import('../../kinds.ts');
  const sections = kind ? [kind] : (Object.keys(SECTIONS) as Section[]);
  const found = sections.map((section) => [section, describeKinds(SECTIONS[section])] as const);
  if (json) return JSON.stringify(Object.fromEntries(found), null, 2);
  const { kindTable } = await import('../kind-table.ts');
  return found
    .map(([section, kinds]: readonly [Section, readonly KindInfo[]]) => kindTable(section, kinds))
    .join('\n\n');
}
