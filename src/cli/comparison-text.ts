import { printable } from '../base/printable.ts';
import type { Comparison } from '../compare/comparison.ts';
import { comparisonTable } from '../compare/comparison-table.ts';
import { headline } from '../compare/notes.ts';
import { showTable } from './screen.ts';

/** What is compared, the table, and the notes below. */
export function showComparison(comparison: Comparison, options: { readonly wide?: boolean | undefined }): string {
  const table = comparisonTable(comparison);
  const shown = table.rows.length > 0 ? ['', showTable(table, process.stdout, options)] : [];
  return [printable(headline(comparison)), ...shown, '', ...table.notes.map(printable), ''].join('\n');
}
