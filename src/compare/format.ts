import { markdownTable, markdownText } from '../report/table/markdown.ts';
import { forPeople } from '../report/table/table.ts';
import { formatJson } from '../results/json.ts';
import type { Comparison } from './comparison.ts';
import { comparisonTable } from './comparison-table.ts';
import { headline } from './notes.ts';

/** As `compare --json` prints it. */
export function formatComparison(comparison: Comparison): string {
  return formatJson(comparison);
}

/** What is compared, a table and the notes to it, as Markdown. */
export function formatComparisonMarkdown(
  comparison: Comparison,
  options: { readonly wide?: boolean | undefined } = {},
): string {
  const table = markdownTable(forPeople(comparisonTable(comparison), options));
  return `${markdownText(headline(comparison))}\n\n${table}`;
}
