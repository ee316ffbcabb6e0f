import { formatJson } from '../results/json.ts';
import type { Comparison } from './comparison.ts';
import { headline, notes } from './notes.ts';
import { comparisonRows, HEADERS } from './rows.ts';

/** As `compare --json` prints it. */
export function formatComparison(comparison: Comparison): string {
  return formatJson(comparison);
}

/** A table and the notes to it, as Markdown. */
export function formatComparisonMarkdown(comparison: Comparison): string {
  const line = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const alignment = HEADERS.map((_, i) => (i < 2 ? '---' : '---:'));
  const rows = comparisonRows(comparison);
  return [
    headline(comparison),
    '',
    line(HEADERS),
    line(alignment),
    ...rows.map(({ texts, significant }) =>
      line(texts.map((text, i) => (significant && i === 4 ? `**${text}**` : text))),
    ),
    '',
    ...notes(comparison).map((note) => `- ${note}`),
    '',
  ].join('\n');
}
