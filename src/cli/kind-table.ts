import type { KindInfo } from '../kinds.ts';
import { colours } from './colours.ts';
import { type TableColumn, textTable } from './text-table.ts';

const COLUMNS: readonly TableColumn[] = ['parameter', 'unit', 'default', 'description'].map((header) => ({
  header,
  align: 'left',
}));

/** Every kind of a section with its title and source, and its parameters as a table below. */
export function kindTable(section: string, kinds: readonly KindInfo[]): string {
  const paint = colours(process.stdout);
  const blocks = kinds.map(({ name, title, source, parameters }) => {
    const head = `${paint.bold(name)}  ${title}\n  source: ${source}`;
    if (parameters.length === 0) return head;
    const rows = parameters.map((parameter) => [
      parameter.name,
      parameter.unit,
      parameter.default ?? 'required',
      parameter.description,
    ]);
    return `${head}\n${indent(textTable(COLUMNS, rows, paint.dim))}`;
  });
  return [paint.bold(paint.underline(section)), ...blocks].join('\n\n');
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ');
