import type { CheckReport } from '../check/report.ts';
import { HEADERS, MOST_ROWS, movedRow, notRecordedText, remarks, summary } from '../check/rows.ts';
import { colours } from './colours.ts';
import { type TableColumn, textTable } from './text-table.ts';

const COLUMNS: readonly TableColumn[] = HEADERS.map((header, i) => ({
  header,
  align: i === 0 || i === 2 ? 'left' : 'right',
}));

/** What moved and by how much, and where it began. */
export function checkTable(report: CheckReport, stream: { readonly isTTY?: boolean }): string {
  const paint = colours(stream);
  if (report.same) return [paint.green(summary(report)), ...notRecordedText(report.notRecorded), ''].join('\n');
  const { moved } = report;
  const more = moved.length - MOST_ROWS;
  const table = moved.length > 0 ? [textTable(COLUMNS, moved.slice(0, MOST_ROWS).map(movedRow), paint.dim)] : [];
  const rest = more > 0 ? [`and ${more} more metric${more === 1 ? '' : 's'}`] : [];
  const below = remarks(report);
  return [...table, ...rest, ...(below.length > 0 ? ['', ...below] : []), '', paint.red(summary(report)), '']
    .join('\n')
    .trimStart();
}
