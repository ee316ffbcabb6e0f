import { printable } from '../base/printable.ts';
import { movedTable, movementTable } from '../check/check-tables.ts';
import { notRecordedText, remarks, summary } from '../check/remarks.ts';
import type { CheckReport } from '../check/report.ts';
import { colours } from './colours.ts';
import { type Screen, showTable } from './screen.ts';

/** What moved and by how much, metric by metric, or with `wide` figure by figure; and where it began. */
export function checkTable(
  report: CheckReport,
  screen: Screen,
  { wide = false }: { readonly wide?: boolean | undefined } = {},
): string {
  const paint = colours(screen);
  if (report.same) return [paint.green(summary(report)), ...notRecordedText(report.notRecorded), ''].join('\n');
  const table = wide ? movedTable(report) : movementTable(report);
  const above = report.moved.length > 0 ? [showTable(table, screen, { wide }), ''] : [];
  return [...above, ...remarks(report).map(printable), '', paint.red(summary(report)), ''].join('\n');
}
