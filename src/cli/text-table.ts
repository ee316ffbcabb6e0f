import Table from 'cli-table3';

export interface TableColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
}

/** Aligned columns, two spaces apart, without lines. */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  heading = (text: string) => text,
): string {
  const nothing = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
  const table = new Table({
    chars: {
      ...nothing,
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    head: columns.map(({ header }) => header.split('\n').map(heading).join('\n')),
    colAligns: columns.map(({ align }) => align),
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split('\n');
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
