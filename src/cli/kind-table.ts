import { printable } from '../base/printable.ts';
import type { KindInfo } from '../models/describe.ts';
import { column, text } from '../report/table/table.ts';
import { colours } from './colours.ts';
import { showTable } from './screen.ts';

const COLUMNS = [
  column('label', 'parameter'),
  column('text', 'unit'),
  column('text', 'default'),
  column('text', 'description'),
];

const INDENT = 2;

/** Every kind of a section with its title and source, and its parameters as a table below. */
export function kindTable(section: string, kinds: readonly KindInfo[]): string {
  const paint = colours(process.stdout);
  const blocks = kinds.map(({ name, title, source, parameters }) => {
    const head = `${paint.bold(printable(name))}  ${printable(title)}\n  source: ${printable(source)}`;
    if (parameters.length === 0) return head;
    const rows = parameters.map((parameter) =>
      [parameter.name, parameter.unit, parameter.default ?? 'required', parameter.description].map((part) =>
        text(part),
      ),
    );
    const table = showTable({ columns: COLUMNS, rows, notes: [] }, process.stdout, { indent: INDENT });
    return `${head}\n${table.replaceAll(/^/gm, ' '.repeat(INDENT))}`;
  });
  return [paint.bold(paint.underline(section)), ...blocks].join('\n\n');
}
